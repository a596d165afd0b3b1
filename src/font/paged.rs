//! Values by number, of which few of many numbers are asked for: made a page at a time, filled by whichever thread asks
//! first, shared by all copies.

use std::sync::{Arc, OnceLock};

/// Values of a page.
pub(super) const PAGE: usize = 256;

/// So many pages of values; each value is as made by default until somebody fills it.
pub(super) struct Paged<T, const PAGES: usize>(Arc<[OnceLock<Box<[T]>>; PAGES]>);

impl<T, const PAGES: usize> Default for Paged<T, PAGES> {
    fn default() -> Self {
        Paged(Arc::new([const { OnceLock::new() }; PAGES]))
    }
}

impl<T, const PAGES: usize> Clone for Paged<T, PAGES> {
    fn clone(&self) -> Self {
        Paged(Arc::clone(&self.0))
    }
}

impl<T: Default, const PAGES: usize> Paged<T, PAGES> {
    /// The value of a number, if that lies in the pages.
    pub(super) fn get(&self, number: usize) -> Option<&T> {
        let page = self.0.get(number / PAGE)?;
        let page = page.get_or_init(|| std::iter::repeat_with(T::default).take(PAGE).collect());
        page.get(number % PAGE)
    }
}
