//! Writes a demonstration DOCX to a path: `cargo run --example docx_demo -- demo.docx [draft|unsealed]`.

use nianbao::doc::{
    Align, Block, Cell, CellKind, Document, Heading, HeadingLevel, Origin, Paragraph, Properties, Run, RunIn,
    Scope, Signature, Table,
};
use nianbao::docx::{self, Options};
use nianbao::font::FontSet;
use nianbao::model::Date;
use nianbao::style::Style;
use nianbao::units::Length;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().unwrap_or_else(|| "demo.docx".to_owned());
    let mode = arguments.next().unwrap_or_default();
    let document = demo(&mode)?;
    let fonts = FontSet::bundled()?;
    let file = docx::write(&document, &Style::default(), fonts, &Options::default())?;
    std::fs::write(&path, &file)?;
    println!("{path}: {} bytes", file.len());
    Ok(())
}

const AGENCY: &str = "集安市青石镇人民政府";

fn demo(mode: &str) -> Result<Document, Box<dyn std::error::Error>> {
    let heading = |level, text: &str| Block::heading(level, text, Origin::default());
    let paragraph = |text: &str| Block::paragraph(text, Origin::default());
    let long = "2021年，在市委、市政府的坚强领导下，青石镇深入贯彻落实《中华人民共和国政府信息公开条例》，\
        围绕群众关切，及时、准确公开政府信息，全年主动公开各类政府信息1234条，回应“12345”市民服务热线——\
        转办事项286件，办结率100%。";
    let blocks = vec![
        Block::Title(Heading {
            id: Default::default(),
            origin: Origin::default(),
            level: HeadingLevel::One,
            text: format!("{AGENCY}2021年政府信息公开工作年度报告"),
            keep_whole: std::iter::once(0..AGENCY.len()).collect(),
        }),
        paragraph(
            "根据《中华人民共和国政府信息公开条例》（国务院令第711号）规定，现公布青石镇2021年政府信息公开工作\
             年度报告。所列数据的统计期限自2021年1月1日起至2021年12月31日止。",
        ),
        heading(HeadingLevel::One, "一、总体情况"),
        run_in(HeadingLevel::Two, "（一）主动公开。", long),
        run_in(HeadingLevel::Two, "（二）依申请公开。", long),
        heading(HeadingLevel::Three, "1.受理申请"),
        paragraph(long),
        heading(HeadingLevel::Four, "（1）办理结果"),
        run_in(
            HeadingLevel::Two,
            "（三）监督保障。",
            "地名用字㙍、𬭎、䶮、喆见于本镇档案；Café与“e”平台照录。",
        ),
        heading(HeadingLevel::One, "二、主动公开政府信息情况"),
        Block::Table(table_two()?),
        heading(HeadingLevel::One, "三、收到和处理政府信息公开申请情况"),
        Block::Table(table_three()?),
        heading(HeadingLevel::One, "四、政府信息公开行政复议、行政诉讼情况"),
        Block::Table(table_four()?),
        heading(HeadingLevel::One, "五、存在的主要问题及改进情况"),
        paragraph(long),
        paragraph(long),
        heading(HeadingLevel::One, "六、其他需要报告的事项"),
        Block::Paragraph(Paragraph {
            runs: vec![
                Run {
                    text: "信息处理费收取情况：".to_owned(),
                    strong: true,
                },
                Run {
                    text: "本年度没有收取信息处理费。".to_owned(),
                    strong: false,
                },
            ],
            ..Paragraph::default()
        }),
        Block::Signature(Signature {
            agency: AGENCY.to_owned(),
            date: "2022年1月10日".to_owned(),
            sealed: mode != "unsealed",
            ..Signature::default()
        }),
    ];
    let properties = Properties {
        title: "集安市青石镇人民政府2021年政府信息公开工作年度报告".to_owned(),
        author: AGENCY.to_owned(),
        subject: "2021年政府信息公开工作年度报告".to_owned(),
        keywords: vec![
            "政府信息公开".to_owned(),
            "年度报告".to_owned(),
            "2021".to_owned(),
        ],
        language: "zh-CN".to_owned(),
        date: Date::new(2022, 1, 10),
        watermark: (mode == "draft").then(|| "草稿".to_owned()),
    };
    Ok(Document::new(properties, blocks))
}

fn run_in(level: HeadingLevel, head: &str, text: &str) -> Block {
    let mut paragraph = Paragraph::plain(text, Origin::default());
    paragraph.run_in = Some(RunIn {
        id: Default::default(),
        level,
        text: head.to_owned(),
    });
    Block::Paragraph(paragraph)
}

fn band(row: usize, columns: usize, text: &str) -> Cell {
    Cell::at(row, 0, text).spanning(1, columns).kind(CellKind::Band)
}

fn head(row: usize, column: usize, text: &str) -> Cell {
    Cell::at(row, column, text).kind(CellKind::Header(Scope::Column))
}

fn label(row: usize, column: usize, text: &str) -> Cell {
    Cell::at(row, column, text).kind(CellKind::Header(Scope::Row))
}

fn table_two() -> Result<Table, Box<dyn std::error::Error>> {
    let mut cells = vec![band(0, 4, "第二十条第（一）项")];
    for (column, text) in ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]
        .iter()
        .enumerate()
    {
        cells.push(head(1, column, text));
    }
    for (row, text) in ["规章", "行政规范性文件"].iter().enumerate() {
        cells.push(label(row + 2, 0, text));
        cells.extend((1..4).map(|column| Cell::at(row + 2, column, if column == 2 { "" } else { "0" })));
    }
    cells.push(band(4, 4, "第二十条第（八）项"));
    cells.push(head(5, 0, "信息内容"));
    cells.push(head(5, 1, "本年收费金额（单位：万元）").spanning(1, 3));
    cells.push(label(6, 0, "行政事业性收费"));
    cells.push(Cell::at(6, 1, "96171.6").spanning(1, 3));
    let widths = vec![Length::mm(156) / 4; 4];
    Ok(Table::new(widths, 0, cells)?.described("主动公开政府信息情况", "规章、规范性文件和收费的件数与金额"))
}

fn table_three() -> Result<Table, Box<dyn std::error::Error>> {
    let note = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）";
    let mut cells = vec![
        head(0, 0, note).spanning(3, 3).align(Align::Start),
        head(0, 3, "申请人情况").spanning(1, 7),
        head(1, 3, "自然人").spanning(2, 1),
        head(1, 4, "法人或其他组织").spanning(1, 5),
        head(1, 9, "总计").spanning(2, 1),
    ];
    for (at, text) in ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]
        .iter()
        .enumerate()
    {
        cells.push(head(2, 4 + at, text));
    }
    let mut row = 3;
    for text in [
        "一、本年新收政府信息公开申请数量",
        "二、上年结转政府信息公开申请数量",
    ] {
        cells.push(label(row, 0, text).spanning(1, 3).align(Align::Start));
        row += 1;
    }
    let groups: [(&str, usize); 5] = [
        ("", 2),
        ("（三）不予公开", 8),
        ("（四）无法提供", 3),
        ("（五）不予处理", 5),
        ("（六）其他处理", 3),
    ];
    let first = row;
    for (group, rows) in groups {
        if !group.is_empty() {
            cells.push(label(row, 1, group).spanning(rows, 1).align(Align::Start));
        }
        for item in 0..rows {
            let text = format!(
                "{}.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
                item + 1
            );
            let item = if group.is_empty() {
                label(row, 1, "（一）予以公开").spanning(1, 2)
            } else if item == 2 {
                label(row, 2, &text)
            } else {
                label(row, 2, "1.属于国家秘密")
            };
            cells.push(item.align(Align::Start));
            row += 1;
        }
    }
    cells.push(label(row, 1, "（七）总计").spanning(1, 2).align(Align::Start));
    row += 1;
    cells.push(label(first, 0, "三、本年度办理结果").spanning(row - first, 1));
    cells.push(
        label(row, 0, "四、结转下年度继续办理")
            .spanning(1, 3)
            .align(Align::Start),
    );
    row += 1;
    for row in 3..row {
        cells.extend((3..10).map(|column| Cell::at(row, column, "0")));
    }
    let mut widths = vec![Length::mm(16), Length::mm(22), Length::mm(41)];
    widths.extend([Length::mm(11); 7]);
    Ok(Table::new(widths, 3, cells)?.described(
        "收到和处理政府信息公开申请情况",
        "按申请人分列的申请数量和办理结果",
    ))
}

fn table_four() -> Result<Table, Box<dyn std::error::Error>> {
    let mut cells = vec![
        head(0, 0, "行政复议").spanning(1, 5),
        head(0, 5, "行政诉讼").spanning(1, 10),
        head(1, 5, "未经复议直接起诉").spanning(1, 5),
        head(1, 10, "复议后起诉").spanning(1, 5),
    ];
    for column in 0..15 {
        let text = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"][column % 5];
        if column < 5 {
            cells.push(head(1, column, text).spanning(2, 1));
        } else {
            cells.push(head(2, column, text));
        }
        cells.push(Cell::at(3, column, "0"));
    }
    let width = Length::mm(156) / 15;
    Ok(Table::new(vec![width; 15], 3, cells)?.described("行政复议和行政诉讼情况", "复议与诉讼案件的结果"))
}
