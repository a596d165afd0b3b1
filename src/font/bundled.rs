//! The faces compiled into the program.

use rust_embed::{EmbeddedFile, RustEmbed};
use std::borrow::Cow;

/// Version of the bundled set; changes whenever a face changes.
pub const FONT_SET_VERSION: &str = "1";

#[derive(RustEmbed)]
#[folder = "fonts/core"]
struct Core;

#[cfg(feature = "font-fandol")]
#[derive(RustEmbed)]
#[folder = "fonts/fandol"]
struct Fandol;

#[cfg(not(feature = "font-fandol"))]
#[derive(RustEmbed)]
#[folder = "fonts/ofl"]
struct Ofl;

#[cfg(feature = "font-rare")]
#[derive(RustEmbed)]
#[folder = "fonts/rare"]
struct Rare;

/// A bundled face and its terms.
#[derive(Clone, Copy, Debug)]
pub struct BundledFace {
    /// File name in `fonts/`.
    pub file: &'static str,
    /// Licence, as an SPDX expression or its usual name.
    pub licence: &'static str,
    /// What it was made from.
    pub made_from: &'static str,
    /// Whether its outlines are deflated one by one, each once a process: for running text, in which every report shows
    /// other characters, and where that costs little. In the OFL face it would cost 9 %.
    pub in_pieces: bool,
    get: fn(&str) -> Option<EmbeddedFile>,
}

const OFL: &str = "OFL-1.1";

/// Every face in this build.
pub const BUNDLED: &[BundledFace] = &[
    core("GW-Biaosong.ttf", OFL, "Noto Serif SC Bold"),
    #[cfg(feature = "font-fandol")]
    BundledFace {
        file: "GW-Fangsong.ttf",
        licence: "GPL-3.0 with font exception",
        made_from: "FandolFang 0.3",
        in_pieces: true,
        get: Fandol::get,
    },
    #[cfg(not(feature = "font-fandol"))]
    BundledFace {
        file: "GW-FangsongOFL.ttf",
        licence: OFL,
        made_from: "LXGW WenKai Light 1.311",
        in_pieces: false,
        get: Ofl::get,
    },
    core("GW-Heiti.ttf", OFL, "Noto Sans SC Medium"),
    core("GW-Kaiti.ttf", "Arphic-1999", "AR PL KaitiM GB 2.11"),
    #[cfg(not(feature = "font-fandol"))]
    BundledFace {
        file: "GW-KaitiOFL.ttf",
        licence: OFL,
        made_from: "LXGW WenKai Regular 1.311",
        in_pieces: false,
        get: Ofl::get,
    },
    core("GW-Songti.ttf", OFL, "Noto Serif SC Regular"),
    core("GW-Supplement.ttf", OFL, "LXGW WenKai Light 1.311"),
    core("LiberationSerif-Regular.ttf", OFL, "Liberation 2.1.5"),
    #[cfg(feature = "font-rare")]
    BundledFace {
        file: "GW-Rare.ttf",
        licence: "Hanazono Font License or OFL-1.1",
        made_from: "HanaMinB 2017-09-04",
        in_pieces: false,
        get: Rare::get,
    },
];

const fn core(file: &'static str, licence: &'static str, made_from: &'static str) -> BundledFace {
    BundledFace {
        file,
        licence,
        made_from,
        in_pieces: false,
        get: Core::get,
    }
}

impl BundledFace {
    /// The file's bytes, without a copy.
    pub fn data(&self) -> Option<&'static [u8]> {
        match (self.get)(self.file)?.data {
            Cow::Borrowed(data) => Some(data),
            // rust-embed lends its data whenever it embeds it (feature debug-embed); nothing else is asked for here.
            Cow::Owned(_) => None,
        }
    }
}
