//! 署名 and 成文日期, in the forms of GB/T 9704-2012, 7.3.5.

use super::NodeId;
use super::block::Origin;

/// 署名 and 成文日期 (GB/T 9704-2012, 7.3.5): one agency or several, with a seal or without, or the signer's stamp.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signature {
    /// Node of the name.
    pub agency_id: NodeId,
    /// Node of the date.
    pub date_id: NodeId,
    /// Where the name comes from.
    pub agency_origin: Origin,
    /// Where the date comes from.
    pub origin: Origin,
    /// 署名: the organ's full name or standard short name. Not printed where there is a [`Stamp`].
    pub agency: String,
    /// 成文日期, as printed.
    pub date: String,
    /// Whether a seal will be put over it (7.3.5.1) or not (7.3.5.2).
    pub sealed: bool,
    /// The agencies after the first of a paper that several issue together, in their order.
    pub joint: Vec<Cosigner>,
    /// The stamp of the signer's signature (7.3.5.3), in place of the agency's name.
    pub stamp: Option<Stamp>,
}

/// A further agency of a paper that several issue together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cosigner {
    /// Its node.
    pub id: NodeId,
    /// Where it comes from.
    pub origin: Origin,
    /// Its name.
    pub agency: String,
}

/// 签名章: the stamp of a signature, with the title of who signs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// Node of the title.
    pub title_id: NodeId,
    /// Node of the name.
    pub name_id: NodeId,
    /// Where the title comes from.
    pub origin: Origin,
    /// Where the name comes from.
    pub name_origin: Origin,
    /// 签发人职务, in full.
    pub title: String,
    /// The name printed where the stamp will be put; empty leaves the place free.
    pub name: String,
}

impl Signature {
    /// What is printed, in reading order, each with its node and origin.
    pub fn parts(&self) -> impl Iterator<Item = (NodeId, &str, Origin)> {
        let stamp = self.stamp.iter().flat_map(|stamp| {
            [
                (stamp.title_id, stamp.title.as_str(), stamp.origin),
                (stamp.name_id, stamp.name.as_str(), stamp.name_origin),
            ]
        });
        stamp
            .chain(self.agencies())
            .chain([(self.date_id, self.date.as_str(), self.origin)])
    }

    /// The agencies whose names are printed: none where there is a stamp.
    pub fn agencies(&self) -> impl Iterator<Item = (NodeId, &str, Origin)> {
        let first = (self.agency_id, self.agency.as_str(), self.agency_origin);
        let others = self
            .joint
            .iter()
            .map(|one| (one.id, one.agency.as_str(), one.origin));
        std::iter::once(first)
            .chain(others)
            .filter(|_| self.stamp.is_none())
    }

    /// Visits the id of every node in reading order, with where the node comes from.
    pub(super) fn for_each_node(&mut self, visit: &mut impl FnMut(&mut NodeId, Origin)) {
        if let Some(stamp) = &mut self.stamp {
            visit(&mut stamp.title_id, stamp.origin);
            visit(&mut stamp.name_id, stamp.name_origin);
        }
        visit(&mut self.agency_id, self.agency_origin);
        for one in &mut self.joint {
            visit(&mut one.id, one.origin);
        }
        visit(&mut self.date_id, self.origin);
    }
}
