//! Which level of which list a paragraph shows, by itself or by its style.

use super::view::View;
use crate::package::xml::{at, attribute, child, children, val, val_at};
use roxmltree::Node;
use std::collections::BTreeMap;

/// Styles are followed so far to those they are based on; Word knows fewer.
const MAX_BASES: usize = 50;

/// The definitions of lists and of the styles that use them.
pub(super) struct Lists<'v> {
    styles: BTreeMap<&'v str, Node<'v, 'v>>,
    /// The style of paragraphs that name none.
    default_style: Option<&'v str>,
    /// The definition of each list.
    definitions: BTreeMap<&'v str, &'v str>,
    /// The levels that a list has otherwise than its definition.
    overridden: BTreeMap<(&'v str, &'v str), Node<'v, 'v>>,
    /// The levels of each definition.
    levels: BTreeMap<(&'v str, &'v str), Node<'v, 'v>>,
    /// The level of a definition that belongs to a style.
    of_style: BTreeMap<(&'v str, &'v str), &'v str>,
    /// The style by whose list a definition goes.
    linked: BTreeMap<&'v str, &'v str>,
}

impl<'v> Lists<'v> {
    /// Those of a file; none where it defines no lists.
    pub fn of(view: &'v View<'_>) -> Option<Self> {
        let numbering = view.root("word/numbering.xml")?;
        let mut lists = Lists {
            styles: BTreeMap::new(),
            default_style: None,
            definitions: BTreeMap::new(),
            overridden: BTreeMap::new(),
            levels: BTreeMap::new(),
            of_style: BTreeMap::new(),
            linked: BTreeMap::new(),
        };
        let styles = view.root("word/styles.xml");
        for style in styles.into_iter().flat_map(|root| children(root, "style")) {
            let Some(id) = attribute(style, "styleId") else {
                continue;
            };
            let is_default = matches!(attribute(style, "default"), Some("1" | "true"));
            if is_default && attribute(style, "type") == Some("paragraph") {
                lists.default_style = Some(id);
            }
            lists.styles.insert(id, style);
        }
        for definition in children(numbering, "abstractNum") {
            lists.define(definition);
        }
        for list in children(numbering, "num") {
            lists.list(list);
        }
        Some(lists)
    }

    fn define(&mut self, definition: Node<'v, 'v>) {
        let Some(id) = attribute(definition, "abstractNumId") else {
            return;
        };
        if let Some(style) = val_at(definition, &["numStyleLink"]) {
            self.linked.insert(id, style);
        }
        for level in children(definition, "lvl") {
            let number = attribute(level, "ilvl").unwrap_or("0");
            self.levels.insert((id, number), level);
            if let Some(style) = val_at(level, &["pStyle"]) {
                self.of_style.insert((id, style), number);
            }
        }
    }

    fn list(&mut self, list: Node<'v, 'v>) {
        let (Some(id), Some(definition)) = (attribute(list, "numId"), val_at(list, &["abstractNumId"]))
        else {
            return;
        };
        self.definitions.insert(id, definition);
        for other in children(list, "lvlOverride") {
            if let Some(level) = child(other, "lvl") {
                let number = attribute(other, "ilvl").unwrap_or("0");
                self.overridden.insert((id, number), level);
            }
        }
    }

    /// The level that a paragraph shows; none where it is in no list.
    pub fn level(&self, paragraph: Node<'v, 'v>) -> Option<Node<'v, 'v>> {
        let properties = child(paragraph, "pPr");
        let own = properties.and_then(|properties| child(properties, "numPr"));
        let style = properties
            .and_then(|properties| val_at(properties, &["pStyle"]))
            .or(self.default_style);
        let by_style = style.and_then(|style| self.of_bases(style));
        let given = |numbering: Node<'v, 'v>, key| child(numbering, key).and_then(|node| val(node));
        let list = own
            .and_then(|own| given(own, "numId"))
            .or_else(|| given(by_style?.1, "numId"))?;
        let definition = self.definition(list)?;
        let number = own
            .and_then(|own| given(own, "ilvl"))
            .or_else(|| self.of_style.get(&(definition, by_style?.0)).copied())
            .or_else(|| given(by_style?.1, "ilvl"))
            .unwrap_or("0");
        let overridden = self.overridden.get(&(list, number));
        overridden
            .or_else(|| self.levels.get(&(definition, number)))
            .copied()
    }

    /// The style, this one or one it is based on, that puts its paragraphs into a list, and how.
    fn of_bases(&self, style: &'v str) -> Option<(&'v str, Node<'v, 'v>)> {
        let bases = std::iter::successors(Some(style), |style| {
            val_at(*self.styles.get(style)?, &["basedOn"])
        });
        bases
            .take(MAX_BASES)
            .find_map(|style| Some((style, at(*self.styles.get(style)?, &["pPr", "numPr"])?)))
    }

    /// The definition of a list, or that of the list of the style by which it goes. The list 0 is none.
    fn definition(&self, list: &'v str) -> Option<&'v str> {
        let own = *self.definitions.get(list)?;
        let linked = self.linked.get(own).and_then(|style| {
            let numbering = at(*self.styles.get(style)?, &["pPr", "numPr"])?;
            self.definitions.get(val_at(numbering, &["numId"])?).copied()
        });
        Some(linked.unwrap_or(own))
    }
}
