//! A document as slabs: one after the other, not yet on pages.

use super::dispatch::Foot;
use super::pages::{Item, Owner};
use super::paginate::Slab;
use super::paragraph::{Breaking, Fill, Segment, Shaped, baseline};
use super::signature;
use super::table::TableLayout;
use crate::doc::{self, Block, Document, Heading, Paragraph};
use crate::error::Error;
use crate::font::FontSet;
use crate::measure;
use crate::style::{Style, TextStyle};
use crate::units::Length;
use std::ops::Range;
use std::rc::Rc;

/// What a slab holds.
pub(super) enum Content {
    /// A line of text.
    Line(Line),
    /// What is set already: x from the left edge of the text area, y from the top of the slab.
    Items(Vec<Item>),
    /// A row of a table.
    Row {
        /// Index into [`Flow::tables`].
        table: usize,
        /// The row.
        row: usize,
    },
}

/// A line of a text, to be set when its page is drawn: many a flow is made only to count pages.
pub(super) struct Line {
    shaped: Rc<Shaped>,
    /// The characters on it.
    chars: Range<usize>,
    /// Its left edge, from that of the text area.
    x: Length,
    /// From the top of its slab to the base line.
    base: Length,
    room: Length,
    fill: Fill,
}

impl Line {
    /// The items of the line, the upper left corner of its slab at a place.
    pub(super) fn items(&self, (left, top): (Length, Length)) -> Vec<Item> {
        let place = (left + self.x, top + self.base);
        self.shaped.place(self.chars.clone(), place, self.room, self.fill)
    }
}

/// Where the lines of a paragraph begin, from the left edge of the text area.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hanging {
    /// Where all lines end.
    pub room: Length,
    /// Where the first line begins.
    pub first: Length,
    /// Where the other lines begin.
    pub rest: Length,
}

impl Hanging {
    /// As running text: the first line indented.
    pub(super) fn body(style: &Style) -> Self {
        Hanging {
            first: style.first_line_indent,
            ..Hanging::flush(style.page.text_width)
        }
    }

    /// All lines from the left edge.
    pub(super) fn flush(room: Length) -> Self {
        Hanging {
            room,
            first: Length::ZERO,
            rest: Length::ZERO,
        }
    }

    /// The lines of a text, all but the last justified.
    pub(super) fn lines(self, shaped: &Rc<Shaped>, style: &TextStyle) -> Vec<Line> {
        let lines = shaped.paragraph_lines(self.room - self.rest, self.first - self.rest);
        let count = lines.len();
        let lines = lines.into_iter().zip(1..).map(|(chars, number)| {
            let x = if number == 1 { self.first } else { self.rest };
            // Turned lines that stand below a word of the first line would miss it if that were justified.
            let hangs = self.rest > self.first;
            let fill = if number == count || hangs {
                Fill::Start
            } else {
                Fill::Justify
            };
            Line {
                shaped: Rc::clone(shaped),
                chars,
                x,
                base: baseline(style),
                room: self.room - x,
                fill,
            }
        });
        lines.collect()
    }
}

/// What of a flow does not depend on the line pitch of running text, in the order it is asked for.
#[derive(Clone, Default)]
pub(super) struct Measured<'a> {
    pub tables: Vec<Rc<TableLayout<'a>>>,
    texts: Vec<Rc<Shaped>>,
}

/// The slabs of a document in order.
pub(super) struct Flow<'a> {
    pub document: &'a Document,
    pub slabs: Vec<(Slab, Content)>,
    pub measured: Measured<'a>,
    /// What was measured for a flow before this one.
    known: Measured<'a>,
    /// The slabs that open a page whatever room is left.
    pub page_starts: Vec<usize>,
    /// What stands at the foot of the last page.
    pub foot: Foot,
    /// Space the next slab keeps above itself.
    pub gap: Length,
    pub style: &'a Style,
    pub fonts: &'a FontSet,
}

impl<'a> Flow<'a> {
    /// The slabs of a document.
    pub(super) fn of(document: &'a Document, style: &'a Style, fonts: &'a FontSet) -> Result<Self, Error> {
        Self::with(Measured::default(), document, style, fonts)
    }

    /// The slabs of the same document in a style that differs only in the line pitch of running text.
    pub(super) fn pitched<'b>(&self, style: &'b Style) -> Result<Flow<'b>, Error>
    where
        'a: 'b,
    {
        Flow::with(self.measured.clone(), self.document, style, self.fonts)
    }

    fn with(
        known: Measured<'a>,
        document: &'a Document,
        style: &'a Style,
        fonts: &'a FontSet,
    ) -> Result<Self, Error> {
        let mut flow = Flow {
            document,
            slabs: Vec::new(),
            measured: Measured::default(),
            known,
            page_starts: Vec::new(),
            foot: Foot::default(),
            gap: Length::ZERO,
            style,
            fonts,
        };
        for block in document.blocks() {
            match block {
                Block::Title(heading) => flow.title(heading)?,
                Block::Heading(heading) => flow.heading(heading)?,
                Block::Paragraph(paragraph) => flow.paragraph(paragraph)?,
                Block::Head(head) => flow.head(head)?,
                Block::Recipients(line) => flow.recipients(line)?,
                Block::AttachmentList(list) => flow.attachment_list(list)?,
                Block::Annotation(line) => flow.annotation(line)?,
                Block::Attachment(attachment) => flow.attachment(attachment)?,
                Block::Imprint(imprint) => flow.imprint(imprint)?,
                Block::Table(table) => {
                    let index = flow.measured.tables.len();
                    let layout = match flow.known.tables.get(index) {
                        Some(layout) => Rc::clone(layout),
                        None => {
                            let height = style.page.text_height;
                            Rc::new(TableLayout::new(table, &style.table, fonts, height)?)
                        }
                    };
                    let slabs = layout.slabs();
                    flow.measured.tables.push(layout);
                    for (slab, row) in slabs.into_iter().zip(0..) {
                        flow.push(slab, Content::Row { table: index, row });
                    }
                    flow.table_notes(&table.notes, table.widths().iter().copied().sum())?;
                    flow.gap = style.table.space_after;
                }
                Block::Signature(block) => {
                    // Never alone on a page: what stands before it comes along.
                    if let Some((last, _)) = flow.slabs.last_mut() {
                        last.keep_with_next = true;
                    }
                    for (slab, content) in signature::slabs(block, style, fonts)? {
                        flow.gap = slab.gap;
                        flow.push(slab, content);
                    }
                }
            }
        }
        Ok(flow)
    }

    pub(super) fn push(&mut self, slab: Slab, content: Content) {
        let gap = std::mem::take(&mut self.gap);
        self.slabs.push((Slab { gap, ..slab }, content));
    }

    /// Centred lines, kept with what follows, and a blank line.
    pub(super) fn title(&mut self, heading: &Heading) -> Result<(), Error> {
        let (style, room) = (self.style, self.style.page.text_width);
        let shaped = self.shape([(Owner::Node(heading.id), &style.title, heading.text.as_str())])?;
        let mut start = 0;
        for line in measure::title(heading, style, self.fonts) {
            let end = start + heading.text[line].chars().count();
            let line = Line {
                shaped: Rc::clone(&shaped),
                chars: start..end,
                x: Length::ZERO,
                base: baseline(&style.title),
                room,
                fill: Fill::Center,
            };
            start = end;
            let slab = Slab {
                height: style.title.pitch,
                keep_with_next: true,
                ..Slab::default()
            };
            self.push(slab, Content::Line(line));
        }
        self.gap = style.body.pitch * style.lines_after_title;
        Ok(())
    }

    fn heading(&mut self, heading: &Heading) -> Result<(), Error> {
        let style = &self.style.headings[usize::from(heading.level.number()) - 1];
        let shaped = self.shape([(Owner::Node(heading.id), style, heading.text.as_str())])?;
        self.text_lines(&shaped, style, Hanging::body(self.style), |_, _| true);
        Ok(())
    }

    fn paragraph(&mut self, paragraph: &Paragraph) -> Result<(), Error> {
        let (style, body) = (self.style, &self.style.body);
        let strong = TextStyle {
            roles: style.strong,
            ..body.clone()
        };
        let run_in = paragraph.run_in.iter().map(|run_in| {
            let level = &style.headings[usize::from(run_in.level.number()) - 1];
            (Owner::Node(run_in.id), level, run_in.text.as_str())
        });
        let runs = paragraph.runs.iter().map(|run| {
            (
                Owner::Node(paragraph.id),
                if run.strong { &strong } else { body },
                run.text.as_str(),
            )
        });
        let shaped = self.shape(run_in.chain(runs))?;
        // At least two lines of a paragraph stand on either side of a page break.
        self.text_lines(&shaped, body, Hanging::body(style), |line, count| {
            line + 1 < count && (line == 0 || line + 2 == count)
        });
        Ok(())
    }

    /// Notes under a table, from its left edge, the first line of them kept with the table's last row.
    fn table_notes(&mut self, notes: &[doc::Line], room: Length) -> Result<(), Error> {
        let style = &self.style.table.note;
        self.gap = self.style.table.note_gap;
        for note in notes {
            let shaped = self.shape([(Owner::Node(note.id), style, note.text.as_str())])?;
            if let Some((last, _)) = self.slabs.last_mut() {
                last.keep_with_next = true;
            }
            let set = Hanging::flush(room);
            self.text_lines(&shaped, style, set, |line, count| line + 1 < count);
        }
        Ok(())
    }

    /// A text shaped, or as it was for the flow before.
    pub(super) fn shape<'t>(
        &mut self,
        texts: impl IntoIterator<Item = (Owner, &'t TextStyle, &'t str)>,
    ) -> Result<Rc<Shaped>, Error> {
        let shaped = match self.known.texts.get(self.measured.texts.len()) {
            Some(known) => Rc::clone(known),
            None => {
                let segments = texts
                    .into_iter()
                    .map(|(owner, style, text)| Segment { owner, style, text });
                Rc::new(Shaped::new(segments, self.fonts, Breaking::of(self.style))?)
            }
        };
        self.measured.texts.push(Rc::clone(&shaped));
        Ok(shaped)
    }

    /// The lines of a paragraph, all but the last justified.
    pub(super) fn text_lines(
        &mut self,
        shaped: &Rc<Shaped>,
        style: &TextStyle,
        hanging: Hanging,
        keeps: impl Fn(usize, usize) -> bool,
    ) {
        let lines = hanging.lines(shaped, style);
        let count = lines.len();
        for (line, number) in lines.into_iter().zip(0..) {
            let slab = Slab {
                height: style.pitch,
                keep_with_next: keeps(number, count),
                ..Slab::default()
            };
            self.push(slab, Content::Line(line));
        }
    }
}
