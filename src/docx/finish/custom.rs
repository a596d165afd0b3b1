//! The data part: the report as JSON in a custom XML part (ISO/IEC 29500-1, 15.2.5), which Word and LibreOffice keep when
//! they save the file.
//!
//! The JSON is the text of the root element, not XML of its own: what programs that save the file do to text is known.

use crate::docx::DATA_NAMESPACE;
use crate::docx::xml::Element;

const PROPERTIES: &str = "http://schemas.openxmlformats.org/officeDocument/2006/customXml";
/// The same in every file: it names the kind of data, and a file holds one.
const ITEM: &str = "{6B1D0F5E-3C0A-4E57-9A43-2F1C7D0B8E61}";

/// The part with the data, and the part that says what it is.
pub(super) struct DataParts {
    pub item: Vec<u8>,
    pub properties: Vec<u8>,
}

/// The parts of some data.
pub(super) fn parts(data: &str) -> DataParts {
    let item = Element::new("n:report")
        .with("xmlns:n", DATA_NAMESPACE)
        .text(data);
    let schema = Element::new("ds:schemaRef").with("ds:uri", DATA_NAMESPACE);
    let properties = Element::new("ds:datastoreItem")
        .with("xmlns:ds", PROPERTIES)
        .with("ds:itemID", ITEM)
        .child(Element::new("ds:schemaRefs").child(schema));
    DataParts {
        item: item.to_part(),
        properties: properties.to_part(),
    }
}
