//! The terms of the bundled faces, carried in the program with them.

/// File name in `fonts/licenses` and full text of each licence of a face in this build.
pub const LICENCES: &[(&str, &str)] = &[
    (
        "OFL-NotoSerifSC.txt",
        include_str!("../../fonts/licenses/OFL-NotoSerifSC.txt"),
    ),
    (
        "OFL-NotoSansSC.txt",
        include_str!("../../fonts/licenses/OFL-NotoSansSC.txt"),
    ),
    (
        "OFL-LXGWWenKai.txt",
        include_str!("../../fonts/licenses/OFL-LXGWWenKai.txt"),
    ),
    (
        "ARPHICPL-KaitiM.txt",
        include_str!("../../fonts/licenses/ARPHICPL-KaitiM.txt"),
    ),
    (
        "Liberation-copyright.txt",
        include_str!("../../fonts/licenses/Liberation-copyright.txt"),
    ),
    #[cfg(feature = "font-fandol")]
    (
        "Fandol-README.txt",
        include_str!("../../fonts/licenses/Fandol-README.txt"),
    ),
    #[cfg(feature = "font-fandol")]
    (
        "GPL-3.0-Fandol-COPYING.txt",
        include_str!("../../fonts/licenses/GPL-3.0-Fandol-COPYING.txt"),
    ),
    #[cfg(feature = "font-rare")]
    (
        "Hanazono-copyright.txt",
        include_str!("../../fonts/licenses/Hanazono-copyright.txt"),
    ),
];
