//! What is known of a value that a house style can set, and values chosen.

use super::Style;
use super::setting::{Domain, Setting};

/// A value that a house style can set.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// Name of the section it stands in; empty for the root.
    pub section: &'static str,
    /// Its name.
    pub key: &'static str,
    /// What clerks call it.
    pub label: &'static str,
    /// The clause of GB/T 9704-2012 that says what it is to be; `None` where the standard is silent.
    pub clause: Option<Clause>,
    /// What it may be.
    pub domain: Domain,
    /// What comes of a style's value, in Chinese, where that is worth saying.
    pub effect: Option<fn(&Style) -> String>,
    pub(super) get: fn(&Style) -> Setting,
    pub(super) set: fn(&mut Style, Setting),
}

/// A clause of GB/T 9704-2012.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clause {
    /// Its number.
    pub number: &'static str,
    /// What it asks, in Chinese.
    pub asks: &'static str,
}

impl Key {
    /// The value of a style.
    pub fn get(&self, style: &Style) -> Setting {
        (self.get)(style)
    }

    /// Sets the value in a style. A setting of another domain changes nothing.
    pub fn set(&self, style: &mut Style, setting: Setting) {
        (self.set)(style, setting);
    }

    /// Whether a style's value is what GB/T 9704-2012 asks; `None` where the standard is silent.
    pub fn conforms(&self, style: &Style) -> Option<bool> {
        self.clause
            .map(|_| self.get(style) == self.get(&Style::default()))
    }

    /// The key with its section, as `page_number.form`.
    pub fn path(&self) -> String {
        match self.section {
            "" => self.key.to_owned(),
            section => format!("{section}.{}", self.key),
        }
    }
}

/// Values chosen for some keys; the rest is left as it is.
#[derive(Clone, Debug, Default)]
pub struct Settings(Vec<(&'static Key, Setting)>);

impl Settings {
    /// Chooses a value.
    pub fn push(&mut self, key: &'static Key, setting: Setting) {
        self.0.push((key, setting));
    }

    /// A style with these values instead of its own.
    #[must_use]
    pub fn over(&self, base: &Style) -> Style {
        let mut style = base.clone();
        for (key, setting) in &self.0 {
            key.set(&mut style, *setting);
        }
        style
    }
}
