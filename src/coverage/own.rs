//! What of an office's own faces can be used, and where: each file that cannot is told by name.

use crate::error::Error;
use crate::finding::{self, Basis, Finding, Findings, Rule, Severity, Source, Span};
use crate::font::{Face, Folder, FontSet, Matter, Remark, Role, folder};
use std::path::Path;

/// Code of the findings.
const CODE: &str = "FONT";
/// Names told of many.
const TOLD: usize = 8;
/// Families told of many.
const OTHERS: usize = 2;

/// The page of the rule.
pub const FONT_RULE: Rule = Rule {
    code: CODE,
    level: Severity::Error,
    title: "自备字体不能用",
    what: "--fonts 文件夹中的字体文件完整，是 TrueType 字体，名称是公文所用的；生成 PDF 时，其许可准许嵌入。",
    why: "字体的许可写在文件的 OS/2 表 fsType 中。PDF/A 要求所用字体全部嵌入，且只能嵌入许可准许的\
          （ISO 19005-3，6.2.11.4.1）；只准预览和打印的字体不能嵌入供人修改的 Word 文件。",
    wrong: "仿宋_GB2312 的许可不准嵌入（fsType 为 2），却要生成 PDF",
    right: "换用许可准许嵌入的版本；或只生成 Word 文件，其中只写字体名称",
    basis: Basis::Confirmed,
};

/// The faces of a folder, put before ours, and what is to be said of its files.
#[derive(Clone, Debug)]
pub struct OwnFonts {
    /// The faces to set reports in.
    pub fonts: FontSet,
    /// What is to be said of the folder and of files in it.
    pub told: Vec<(Source, Findings)>,
}

/// The faces of a folder that serve an official paper, each by its family name
/// ([`office`](crate::font::office)).
///
/// # Errors
/// [`Error::Io`] when the folder cannot be read; [`Error::Font`] when a bundled face is damaged. What is wrong with a file
/// of the folder is among the findings.
pub fn own_fonts(path: &Path) -> Result<OwnFonts, Error> {
    let folder = folder(path)?;
    let (fonts, remarks) = FontSet::with_own(folder.files())?;
    let mut files: Vec<(String, Findings)> = Vec::new();
    for remark in &remarks {
        let Some(finding) = of_file(&remark.matter) else {
            continue;
        };
        let name = path.join(&remark.file).display().to_string();
        match files.last_mut().filter(|(last, _)| *last == name) {
            Some((_, findings)) => findings.push(finding),
            None => files.push((name, [finding].into_iter().collect())),
        }
    }
    let have_errors = files.iter().any(|(_, findings)| findings.has_errors());
    let whole = of_folder(&folder, &fonts, &remarks, have_errors);
    if !whole.is_empty() {
        files.insert(0, (path.display().to_string(), whole));
    }
    Ok(OwnFonts {
        fonts,
        told: files
            .into_iter()
            .map(|(name, findings)| (Source::new(name, ""), findings))
            .collect(),
    })
}

/// What is to be said of a face or file by itself.
fn of_file(matter: &Matter) -> Option<Finding> {
    let error = |message: String, remedy: &str| Some(Finding::error(CODE, None, message).remedy(remedy));
    let hint = |message: String, remedy: &str| Some(Finding::hint(CODE, None, message).remedy(remedy));
    match matter {
        Matter::Unreadable(reason) => error(
            format!("读不了这个文件（{reason}）"),
            "检查是否有读取权限，或重新复制一份",
        ),
        Matter::TooLong(limit) => error(
            format!("文件超过{}MB，没有读取", limit >> 20),
            "字体文件一般不超过40MB，请确认没有放错",
        ),
        Matter::NoFont => error(
            "不是字体文件，或已损坏".to_owned(),
            "从原处重新复制该字体文件，或从文件夹中取出",
        ),
        Matter::Damaged(reason) => error(
            format!("字体文件不完整：{reason}"),
            "从原处重新复制该字体文件，或从文件夹中取出",
        ),
        Matter::NotTrueType(family) => error(
            format!("“{family}”不是 TrueType 轮廓的字体（多为 OpenType/CFF），不能用"),
            "换用该字体的 TrueType 版本（.ttf 或 .ttc），或从文件夹中取出",
        ),
        Matter::NoCharacters(family) => error(
            format!("“{family}”没有按 Unicode 编码的字符表，不能按字取形"),
            "换用该字体较新的版本，或从文件夹中取出",
        ),
        Matter::Cut(family) => hint(
            format!("这是“{family}”的粗体或斜体，没有使用"),
            "公文用常规体，可从文件夹中取出",
        ),
        Matter::Double { family, taken } => {
            hint(format!("“{family}”在 {taken} 中已有，这一个没有使用"), "只留一个")
        }
        Matter::Second {
            family,
            first,
            serves,
        } => hint(
            format!(
                "{}已用“{first}”，“{family}”只用来补“{first}”没有的字",
                serves.purpose()
            ),
            "想用哪一个，文件夹中就只留哪一个",
        ),
        Matter::Unknown(_) => None,
    }
}

/// What is to be said of the folder as a whole.
fn of_folder(folder: &Folder, fonts: &FontSet, remarks: &[Remark], have_errors: bool) -> Findings {
    let mut findings = Findings::new();
    let needed = "放入方正小标宋简体、仿宋_GB2312、黑体、楷体_GB2312、宋体、Times New Roman 等的字体文件（.ttf、.ttc）";
    if let Some(most) = folder.too_many() {
        let message = format!("文件夹中有{}个字体文件，最多{most}个，没有读取", folder.len());
        let remedy = "把公文要用的几个字体复制到单独的文件夹";
        findings.push(Finding::error(CODE, None, message).remedy(remedy));
    } else if fonts.own().next().is_none() && !have_errors {
        let message = "文件夹中没有公文可用的字体";
        findings.push(Finding::error(CODE, None, message).remedy(needed));
    }
    let unknown: Vec<String> = remarks
        .iter()
        .filter_map(|remark| match &remark.matter {
            Matter::Unknown(family) if family.is_empty() => Some(remark.file.clone()),
            Matter::Unknown(family) => Some(format!("{family}（{}）", remark.file)),
            _ => None,
        })
        .collect();
    if !unknown.is_empty() {
        let message = format!("不是公文所用的字体，没有使用：{}", listed(&unknown));
        let remedy = "确为公文所用的，请向软件提供方反映；其余可从文件夹中取出";
        findings.push(Finding::hint(CODE, None, message).remedy(remedy));
    }
    if !folder.others.is_empty() {
        let message = format!("不是 .ttf、.ttc、.otf 文件，没有读取：{}", listed(&folder.others));
        findings.push(Finding::hint(CODE, None, message).remedy("文件夹中只需放字体文件"));
    }
    findings
}

/// Some of many names.
fn listed(names: &[String]) -> String {
    let more = match names.len() {
        count if count > TOLD => format!(" 等{count}个"),
        _ => String::new(),
    };
    format!("{}{more}", names[..names.len().min(TOLD)].join("、"))
}

impl OwnFonts {
    /// Whether a file cannot be used as it is meant to be.
    pub fn have_errors(&self) -> bool {
        self.told.iter().any(|(_, findings)| findings.has_errors())
    }

    /// Takes in, under the name of each file, that a PDF cannot have its face.
    pub fn refuse_in_pdf(&mut self, path: &Path) {
        self.tell(path, not_in_pdf);
    }

    /// Takes in, under the name of each file, that a Word file names its face without carrying it, or carries it whole. Of
    /// a face that no file may carry it is enough to have refused it.
    pub fn tell_of_docx(&mut self, path: &Path) {
        let refused = self.have_errors();
        self.tell(path, |face| {
            let (family, may) = (face.family(), face.embedding());
            if refused && !may.in_pdf() {
                return None;
            }
            if !may.in_docx() {
                let message = format!(
                    "“{family}”的许可（fsType {}）不准嵌入供人修改的文件，Word 文件只写它的名称",
                    may.fs_type
                );
                let remedy = "没有这个字体的电脑会换成别的字体；要带字体，换用许可准许的版本";
                return Some(Finding::hint(CODE, None, message).remedy(remedy));
            }
            (!may.may_be_cut()).then(|| {
                let message = format!(
                    "“{family}”的许可（fsType {}）不准只取一部分字，文件带整套字体，会大几兆",
                    may.fs_type
                );
                Finding::hint(CODE, None, message).remedy("要文件小，换用许可准许的版本")
            })
        });
    }

    fn tell(&mut self, path: &Path, finding: impl Fn(&Face) -> Option<Finding>) {
        for face in self.fonts.own() {
            if let (Some(own), Some(finding)) = (face.own(), finding(face)) {
                let source = Source::new(path.join(&own.file).display().to_string(), "");
                self.told.push((source, [finding].into_iter().collect()));
            }
        }
    }

    /// Which faces are used for what: one line.
    pub fn used(&self) -> String {
        let mut used = Vec::new();
        let mut ours = Vec::new();
        for role in Role::ALL {
            let first = self.fonts.chain(role).first();
            match first.map(|face| self.fonts.face(*face)) {
                Some(face) if face.own().is_some() => {
                    used.push(format!("{}用{}", role.name(), face.family()));
                }
                _ => ours.push(role.name()),
            }
        }
        if !ours.is_empty() {
            used.push(format!("{}用内置字体", ours.join("、")));
        }
        used.join("，")
    }
}

/// That a face of an office lacks these characters, which a face of ours shows.
pub(super) fn lacks(face: &Face, characters: &str, span: Option<Span>) -> Option<Finding> {
    let own = face.own()?;
    let count = characters.chars().count();
    let some: String = characters.chars().take(TOLD).collect();
    let more = if count > TOLD {
        format!("等{count}个字")
    } else {
        String::new()
    };
    let message = format!(
        "“{}”没有{}{more}，用内置字体补，字形会有些不同",
        face.family(),
        finding::characters(&some)
    );
    let others = own.serves.families().filter(|family| *family != face.family());
    let others: Vec<&str> = others.take(OTHERS).collect();
    let remedy = if others.is_empty() {
        "可以不改".to_owned()
    } else {
        format!("把收字多的{}也放进字体文件夹，先用它补", others.join("或"))
    };
    Some(Finding::hint(CODE, span, message).remedy(remedy))
}

/// That a face of an office may not stand in a PDF; nothing of one that may.
pub fn not_in_pdf(face: &Face) -> Option<Finding> {
    let may = face.embedding();
    if may.in_pdf() {
        return None;
    }
    let message = format!(
        "“{}”的许可（fsType {}）不准嵌入，而 PDF 中的字体必须嵌入",
        face.family(),
        may.fs_type
    );
    let remedy = "换用许可准许嵌入的版本；或从文件夹中取出，改用内置字体；或只生成 Word 文件（只写字体名称）";
    Some(Finding::error(CODE, None, message).remedy(remedy))
}
