//! `nianbao batch`: many reports at once, in parallel, with a manifest of what came of each.

mod inputs;
mod ledger;
mod names;
mod sink;

use super::choices::{ChoiceArgs, contradicting};
use super::output::write_whole;
use super::{FAILED, FOUND_ERRORS, HELP_TEMPLATE, codes, print, render_style, summary, usage};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use inputs::{Item, items};
use ledger::{Entry, Ledger, counts, manifest, sha256};
use names::{Claims, NameForm};
use nianbao::Error;
use nianbao::font::FONT_SET_VERSION;
use nianbao::input::load_style;
use nianbao::pipeline::{Exporter, FileKind};
use rayon::prelude::*;
use serde_json::{Value, json};
use sink::Sink;
use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// Reports made at a time by each thread: enough to keep all busy, few enough to hold.
const PER_THREAD: usize = 8;

/// 批量生成：每份报告的 Word 文件和 PDF 文件
#[derive(clap::Args)]
#[command(
    help_template = HELP_TEMPLATE,
    next_help_heading = "选项",
    override_usage = "nianbao batch <文件夹或文件>... -o <文件夹> [选项]",
    after_help = "\
例：
  nianbao batch towns -o out                    towns 中每份报告的 Word 文件和 PDF 文件，放进 out
  nianbao batch towns -o out --resume           接着上次：已生成、没有改动的不再生成
  nianbao batch towns -o out --formats pdf      只生成 PDF
  nianbao batch towns -o out --pdf booklet      PDF 为打印用的 A3 小册子
  nianbao batch towns -o out --name '{year}-{agency}'  文件名用年度和机关
  nianbao batch reports.jsonl -o out.zip        每行一份 JSON 报告，放进一个压缩包；- 表示标准输入
  nianbao batch towns -o out --shard 2/4        分四台电脑做，这台做第二份

有错误的报告不生成文件，不影响其他报告。结果列在输出文件夹的 manifest.json 中。
退出码：0 全部生成；1 有的报告有错误；2 用法不对或读写文件失败"
)]
pub(super) struct Args {
    /// 数据文件、文件夹，或每行一份报告的 .jsonl 文件，- 表示标准输入
    #[arg(value_name = "文件夹或文件", help_heading = "参数", required = true)]
    inputs: Vec<PathBuf>,
    /// 输出文件夹；扩展名为 .zip 的，放进一个压缩包
    #[arg(short, long, value_name = "文件夹")]
    output: PathBuf,
    /// 生成哪些格式：docx,pdf（默认）、docx、pdf
    #[arg(long, value_name = "格式", value_delimiter = ',', value_parser = ["docx", "pdf"], hide_possible_values = true)]
    formats: Vec<String>,
    /// 文件名的写法，可用 {title}、{agency}、{year}、{date}、{file}
    #[arg(long, value_name = "写法", value_parser = NameForm::parse)]
    name: Option<NameForm>,
    /// 接着上次做：已生成、没有改动的跳过
    #[arg(long)]
    resume: bool,
    /// 同时做几份，默认与处理器核数相同
    #[arg(long, value_name = "份数", value_parser = clap::value_parser!(u16).range(1..=256))]
    jobs: Option<u16>,
    /// 遇到第一份有错误的报告就停
    #[arg(long)]
    fail_fast: bool,
    /// 只做其中一部分，如 2/4 为四份中的第二份
    #[arg(long, value_name = "第几/共几", value_parser = shard)]
    shard: Option<Shard>,
    /// 版式文件（格式见 nianbao style），其中的值优先于数据文件的 [style]
    #[arg(long, value_name = "版式文件")]
    style: Option<PathBuf>,
    /// 用时写进这个文件（JSON）
    #[arg(long, value_name = "文件")]
    timings: Option<PathBuf>,
    #[command(flatten)]
    choices: ChoiceArgs,
}

/// A part of a batch: every n-th report from the i-th on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Shard {
    at: usize,
    of: usize,
}

fn shard(text: &str) -> Result<Shard, String> {
    let parts = text
        .split_once('/')
        .and_then(|(at, of)| Some((at.parse().ok()?, of.parse().ok()?)));
    match parts {
        Some((at, of)) if (1..=of).contains(&at) && of <= 10_000 => Ok(Shard { at, of }),
        _ => Err("写成“第几/共几”，如 2/4".to_owned()),
    }
}

/// What came of a report, with the files that are still to be written.
struct Done {
    entry: Entry,
    stem: String,
    files: Vec<(FileKind, Vec<u8>)>,
    told: String,
    /// Whether its files stand already, from an earlier run.
    stands: bool,
}

/// What a batch is made with.
struct Work {
    exporter: Exporter,
    kinds: Vec<FileKind>,
    names: NameForm,
}

pub(super) fn run(args: &Args) -> Result<ExitCode, Error> {
    if let Err(contradiction) = args.choices.choices().over(None) {
        return Ok(contradicting(contradiction));
    }
    let zipped = sink::is_zip(&args.output);
    if zipped && args.resume {
        eprintln!("错误：压缩包要整个重写，不能与 --resume 同用；输出到文件夹可以接着做");
        return Ok(ExitCode::from(FAILED));
    }
    let house = args.style.as_deref().map(load_style).transpose()?;
    eprint!("{}", render_style(house.as_ref()));
    if house.as_ref().is_some_and(|house| house.findings.has_errors()) {
        return Ok(ExitCode::from(FOUND_ERRORS));
    }
    let chosen = chosen(args, house.as_ref().map(|house| house.source.text.as_str()));
    let work = Work {
        exporter: Exporter::new()?
            .styled(house.map(|house| house.settings).unwrap_or_default())
            .choosing(args.choices.choices()),
        kinds: kinds(&args.formats),
        names: args.name.clone().unwrap_or_default(),
    };
    let (items, count) = items(&args.inputs)?;
    let Shard { at, of } = args.shard.unwrap_or(Shard { at: 1, of: 1 });
    let items = items.skip(at - 1).step_by(of);
    let count = count.map(|count| (count + of - at) / of);
    let label = args
        .shard
        .map_or(String::new(), |shard| format!("-{}of{}", shard.at, shard.of));
    let mut batch = Batch {
        sink: Sink::open(&args.output, &label)?,
        ledger: (!zipped)
            .then(|| Ledger::open(&args.output, &label, chosen.clone(), args.resume))
            .transpose()?,
        claims: Claims::default(),
        entries: Vec::new(),
        reused: 0,
        progress: progress(count),
        times: Times::default(),
    };
    let started = Instant::now();
    batch.run(items, &work, args)?;
    batch.progress.finish_and_clear();
    let (path, bytes) = match &batch.ledger {
        Some(ledger) => ledger.manifest(&batch.entries),
        None => (PathBuf::from("manifest.json"), manifest(&chosen, &batch.entries)),
    };
    let manifest = batch.sink.finish(path, bytes)?;
    if let Some(ledger) = batch.ledger.take() {
        ledger.close();
    }
    if let Some(path) = &args.timings {
        let timings = batch.times.json(batch.entries.len(), started.elapsed());
        write_whole(
            &[(path.clone(), format!("{timings:#}\n"))],
            super::output::PASSING,
            true,
        )?;
    }
    print(&format!("{}\n清单：{}\n", batch.summary(), manifest.display()))?;
    let any = |outcome| batch.entries.iter().any(|entry| entry.outcome == outcome);
    Ok(ExitCode::from(if any("failed") {
        FAILED
    } else if any("refused") || any("collided") {
        FOUND_ERRORS
    } else {
        0
    }))
}

fn kinds(formats: &[String]) -> Vec<FileKind> {
    let wanted =
        |kind: &FileKind| formats.is_empty() || formats.iter().any(|format| format == kind.extension());
    FileKind::ALL.into_iter().filter(wanted).collect()
}

/// What decides, beside a report, what its files look like and are called.
fn chosen(args: &Args, house: Option<&str>) -> Value {
    json!({
        "program": env!("CARGO_PKG_VERSION"),
        "font_set": FONT_SET_VERSION,
        "formats": kinds(&args.formats).iter().map(|kind| kind.extension()).collect::<Vec<_>>(),
        "name": args.name.as_ref().map(|name| format!("{name:?}")),
        "style": house.map(|text| sha256(text.as_bytes())),
        "pdf": args.choices.pdf,
        "pdf_standard": args.choices.pdf_standard,
        "docx_fonts": args.choices.docx_fonts,
        "typeface": args.choices.typeface,
    })
}

fn progress(count: Option<usize>) -> ProgressBar {
    let bar = match count {
        Some(count) => ProgressBar::new(count as u64),
        None => ProgressBar::no_length(),
    };
    let form = match count {
        Some(_) => "{bar:30} {pos}/{len} 份，每秒{per_sec}，还需{eta}",
        None => "{spinner} {pos} 份，每秒{per_sec}",
    };
    if let Ok(style) = ProgressStyle::with_template(form) {
        bar.set_style(style);
    }
    bar.set_draw_target(if std::io::stderr().is_terminal() {
        ProgressDrawTarget::stderr()
    } else {
        ProgressDrawTarget::hidden()
    });
    bar
}

/// A batch under way.
struct Batch {
    sink: Sink,
    ledger: Option<Ledger>,
    claims: Claims,
    entries: Vec<Entry>,
    reused: usize,
    progress: ProgressBar,
    times: Times,
}

/// Where the time went.
#[derive(Default)]
struct Times {
    making: Duration,
    writing: Duration,
}

impl Times {
    fn json(&self, reports: usize, whole: Duration) -> Value {
        json!({
            "reports": reports,
            "seconds": whole.as_secs_f64(),
            "reports_per_second": reports as f64 / whole.as_secs_f64().max(f64::EPSILON),
            "making_seconds": self.making.as_secs_f64(),
            "writing_seconds": self.writing.as_secs_f64(),
        })
    }
}

impl Batch {
    /// Chunk after chunk: made in parallel, named in order, written in parallel, noted.
    fn run(
        &mut self,
        mut items: impl Iterator<Item = Result<Item, Error>>,
        work: &Work,
        args: &Args,
    ) -> Result<(), Error> {
        let threads = args.jobs.map_or(0, usize::from);
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .map_err(|error| Error::io("-", std::io::Error::other(error)))?;
        let size = pool.current_num_threads() * PER_THREAD;
        loop {
            let chunk: Vec<Item> = items.by_ref().take(size).collect::<Result<_, _>>()?;
            if chunk.is_empty() {
                return Ok(());
            }
            let started = Instant::now();
            let ledger = self.ledger.as_ref();
            let mut done: Vec<Done> =
                pool.install(|| chunk.par_iter().map(|item| work.done(item, ledger)).collect());
            self.times.making += started.elapsed();
            self.name(&mut done);
            let stop = args
                .fail_fast
                .then(|| done.iter().position(|one| one.entry.outcome != "made"))
                .flatten();
            done.truncate(stop.map_or(done.len(), |at| at + 1));
            let started = Instant::now();
            let sink = &self.sink;
            pool.install(|| done.par_iter_mut().for_each(|one| sink.write(one)));
            self.sink.append(&done)?;
            self.times.writing += started.elapsed();
            self.note(done)?;
            if stop.is_some() {
                return Ok(());
            }
        }
    }

    /// Gives each report the name of its files; the first to ask has it.
    fn name(&mut self, done: &mut [Done]) {
        for one in done.iter_mut().filter(|one| one.entry.outcome == "made") {
            if let Err(owner) = self.claims.claim(&one.stem, &one.entry.input) {
                one.told = format!(
                    "{}：文件名“{}”与 {owner} 相同，没有生成；用 --name 加上能区分的内容\n",
                    one.entry.input, one.stem
                );
                one.files.clear();
                one.entry.outcome = "collided";
                one.entry.outputs.clear();
                one.entry.pages = None;
            }
        }
    }

    fn note(&mut self, done: Vec<Done>) -> Result<(), Error> {
        if let Some(ledger) = &mut self.ledger {
            ledger.note(done.iter().map(|one| &one.entry))?;
        }
        for one in done {
            self.reused += usize::from(one.stands && one.entry.outcome == "made");
            if !one.told.is_empty() {
                self.progress.suspend(|| eprint!("{}", one.told));
            }
            self.entries.push(one.entry);
            self.progress.inc(1);
        }
        // Where no bar can be drawn, a line now and then.
        if self.progress.is_hidden() {
            let count = self
                .progress
                .length()
                .map_or(String::new(), |length| format!("/{length}"));
            eprintln!("已处理 {}{count} 份", self.entries.len());
        }
        Ok(())
    }

    fn summary(&self) -> String {
        let count = |outcome| {
            self.entries
                .iter()
                .filter(|entry| entry.outcome == outcome)
                .count()
        };
        let mut out = format!("共{}份报告：生成{}份", self.entries.len(), count("made"));
        if self.reused > 0 {
            out += &format!("（其中{}份没有改动，未重新生成）", self.reused);
        }
        for (outcome, word) in [
            ("refused", "有错误"),
            ("collided", "重名"),
            ("failed", "读写失败"),
        ] {
            if count(outcome) > 0 {
                out += &format!("，{word}{}份", count(outcome));
            }
        }
        out
    }
}

impl Work {
    /// Reads and makes one report; whatever goes wrong with it stays with it.
    fn done(&self, item: &Item, ledger: Option<&Ledger>) -> Done {
        let mut done = Done {
            entry: Entry {
                input: item.name.clone(),
                sha256: String::new(),
                outcome: "failed",
                outputs: Vec::new(),
                pages: None,
                findings: Value::Null,
            },
            stem: String::new(),
            files: Vec::new(),
            told: String::new(),
            stands: false,
        };
        if let Err(error) = self.make(item, ledger, &mut done) {
            done.told = format!("错误：{}\n", usage::in_chinese(&error));
        }
        done
    }

    fn make(&self, item: &Item, ledger: Option<&Ledger>, done: &mut Done) -> Result<(), Error> {
        let bytes = item.bytes()?;
        let sha = sha256(&bytes);
        if let Some(entry) = ledger.and_then(|ledger| ledger.done(&item.name, &sha)) {
            done.entry = entry.clone();
            done.stem = stem_of(entry);
            done.stands = true;
            return Ok(());
        }
        done.entry.sha256 = sha;
        let outcome = self.exporter.make(&item.name, &bytes, item.format, &self.kinds)?;
        done.entry.findings = counts(&outcome.findings);
        match (&outcome.reading.report, outcome.export) {
            (Some(report), Some(export)) => {
                done.entry.outcome = "made";
                done.stem = self.names.stem(report, &item.stem);
                done.entry.pages = export.pages;
                for (kind, bytes) in &export.files {
                    let file = format!("{}.{}", done.stem, kind.extension());
                    done.entry.outputs.push((file, sha256(bytes)));
                }
                done.files = export.files;
            }
            _ => {
                done.entry.outcome = "refused";
                done.told = format!(
                    "{}：{}（{}），未生成\n",
                    item.name,
                    summary(&outcome.findings),
                    codes(&outcome.findings)
                );
            }
        }
        Ok(())
    }
}

/// The stem of the files of an entry.
fn stem_of(entry: &Entry) -> String {
    let file = entry.outputs.first().map_or("", |(file, _)| file.as_str());
    file.rsplit_once('.').map_or(file, |(stem, _)| stem).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shards_are_parsed() {
        assert_eq!(shard("2/4"), Ok(Shard { at: 2, of: 4 }));
        for bad in ["", "2", "0/4", "5/4", "a/b", "1/99999", "-1/4"] {
            assert!(shard(bad).is_err(), "{bad}");
        }
    }
}
