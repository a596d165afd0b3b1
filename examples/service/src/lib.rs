//! An example of a service around [`Exporter`]: a report comes in by HTTP, its Word file or PDF goes out.
//!
//! ```text
//! POST /report.docx, /report.pdf    the kind by the path
//! POST /report                      the kind by Accept
//! GET  /health
//! ```
//!
//! The body is a report as TOML, YAML or JSON, as Content-Type says; without one it is guessed. 200 is the file, 422 its
//! findings as JSON. Each request takes a place before its body is read; there are so many, and no more: who finds none is
//! answered 503. So the memory is bounded whatever comes.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Path, Request, State};
use axum::http::header::{ACCEPT, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use nianbao::finding;
use nianbao::input::{Format, MAX_BYTES};
use nianbao::pipeline::{Exporter, FileKind, Outcome};
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;
use tokio::time::timeout;

const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const PDF: &str = "application/pdf";
const JSON: &str = "application/json";

/// What is bounded.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Requests that are read or made at a time; each holds its body and its file.
    pub places: usize,
    /// Reports made at a time, each by one thread.
    pub threads: usize,
    /// How long a body may take to come.
    pub patience: Duration,
}

impl Default for Limits {
    /// A thread a core, four times as many places, half a minute.
    fn default() -> Self {
        let threads = std::thread::available_parallelism().map_or(1, Into::into);
        Limits {
            places: threads * 4,
            threads,
            patience: Duration::from_secs(30),
        }
    }
}

/// What all requests share.
struct Shared {
    exporter: Exporter,
    places: Arc<Semaphore>,
    threads: Arc<Semaphore>,
    patience: Duration,
}

/// Serves until `end`, then finishes what has been begun.
///
/// # Errors
/// What the system says of the listener; a damaged face.
pub async fn serve(
    listener: TcpListener,
    limits: Limits,
    end: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let shared = Arc::new(Shared {
        exporter: Exporter::new().map_err(std::io::Error::other)?,
        places: Arc::new(Semaphore::new(limits.places)),
        threads: Arc::new(Semaphore::new(limits.threads)),
        patience: limits.patience,
    });
    let router = Router::new()
        .route("/health", get(|| async { "ok\n" }))
        .route("/report", post(by_accept))
        .route("/{file}", post(by_path))
        .with_state(shared);
    axum::serve(listener, router).with_graceful_shutdown(end).await
}

async fn by_path(State(shared): State<Arc<Shared>>, Path(file): Path<String>, request: Request) -> Response {
    match file.as_str() {
        "report.docx" => answer(shared, FileKind::Docx, request).await,
        "report.pdf" => answer(shared, FileKind::Pdf, request).await,
        _ => said(StatusCode::NOT_FOUND, "POST /report.docx or /report.pdf"),
    }
}

async fn by_accept(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let accepted = text(request.headers(), ACCEPT.as_str());
    match [(PDF, FileKind::Pdf), (DOCX, FileKind::Docx)]
        .into_iter()
        .filter_map(|(name, kind)| Some((accepted.find(name)?, kind)))
        .min_by_key(|(at, _)| *at)
    {
        Some((_, kind)) => answer(shared, kind, request).await,
        None => said(StatusCode::NOT_ACCEPTABLE, &format!("Accept: {PDF} or {DOCX}")),
    }
}

async fn answer(shared: Arc<Shared>, kind: FileKind, request: Request) -> Response {
    try_answer(shared, kind, request)
        .await
        .unwrap_or_else(|refused| refused)
}

async fn try_answer(shared: Arc<Shared>, kind: FileKind, request: Request) -> Result<Response, Response> {
    let format = format(request.headers())
        .ok_or_else(|| said(StatusCode::UNSUPPORTED_MEDIA_TYPE, "send TOML, YAML or JSON"))?;
    let too_large = || {
        let most = MAX_BYTES >> 20;
        said(
            StatusCode::PAYLOAD_TOO_LARGE,
            &format!("at most {most} MB, sent whole"),
        )
    };
    let announced = text(request.headers(), CONTENT_LENGTH.as_str()).parse::<u64>();
    if announced.is_ok_and(|length| length > MAX_BYTES as u64) {
        return Err(too_large());
    }
    let place = shared.places.clone().try_acquire_owned().map_err(|_| {
        let busy = (StatusCode::SERVICE_UNAVAILABLE, [(RETRY_AFTER, "1")], "busy\n");
        busy.into_response()
    })?;
    let body = timeout(shared.patience, to_bytes(request.into_body(), MAX_BYTES))
        .await
        .map_err(|_| said(StatusCode::REQUEST_TIMEOUT, "the body took too long"))?
        .map_err(|_| too_large())?;
    let thread = shared
        .threads
        .clone()
        .acquire_owned()
        .await
        .map_err(|_| StatusCode::SERVICE_UNAVAILABLE.into_response())?;
    // A caller that goes away frees neither place nor thread before the work is done.
    let made = spawn_blocking(move || {
        let _held = (place, thread);
        shared.exporter.make("report", &body, format, &[kind])
    });
    match made.await {
        Ok(Ok(outcome)) => Ok(told(outcome, kind)),
        Ok(Err(error)) => Err(failed(&error.to_string())),
        Err(panicked) => Err(failed(&panicked.to_string())),
    }
}

/// The file, or the findings.
fn told(outcome: Outcome, kind: FileKind) -> Response {
    let Some((_, bytes)) = outcome.export.and_then(|export| export.files.into_iter().next()) else {
        let findings = finding::json(&[(outcome.reading.source, outcome.findings)]);
        return (
            StatusCode::UNPROCESSABLE_ENTITY,
            [(CONTENT_TYPE, JSON)],
            findings.to_string(),
        )
            .into_response();
    };
    let title = outcome
        .reading
        .report
        .map_or_else(String::new, |report| report.title());
    let name = percent(&format!("{title}.{}", kind.extension()));
    let media = if kind == FileKind::Pdf { PDF } else { DOCX };
    let headers = [
        (CONTENT_TYPE, media.to_owned()),
        (
            CONTENT_DISPOSITION,
            format!("attachment; filename*=UTF-8''{name}"),
        ),
    ];
    (headers, Body::from(bytes)).into_response()
}

/// What the body is in; `Some(None)` when that is to be guessed, `None` when it is of no use here.
fn format(headers: &HeaderMap) -> Option<Option<Format>> {
    let media = text(headers, CONTENT_TYPE.as_str());
    match media.split(';').next().unwrap_or("").trim() {
        "" | "application/octet-stream" | "text/plain" => Some(None),
        "application/toml" => Some(Some(Format::Toml)),
        "application/yaml" | "application/x-yaml" | "text/yaml" => Some(Some(Format::Yaml)),
        JSON => Some(Some(Format::Json)),
        _ => None,
    }
}

/// A header in lower case; empty when it is not there.
fn text(headers: &HeaderMap, name: &str) -> String {
    let value = headers.get(name).and_then(|value| value.to_str().ok());
    value.unwrap_or("").to_ascii_lowercase()
}

/// A file name as RFC 8187 writes it.
fn percent(name: &str) -> String {
    name.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

fn said(status: StatusCode, sentence: &str) -> Response {
    (status, format!("{sentence}\n")).into_response()
}

/// Our own fault: told in the log, not to the caller.
fn failed(reason: &str) -> Response {
    eprintln!("error: {reason}");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}
