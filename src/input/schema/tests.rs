use super::*;

#[test]
fn every_row_of_every_form_is_described() {
    let schema = schema();
    for form in FORMS {
        for table in &form.tables {
            let rows = &schema["$defs"][format!("form{}_{}", form.id, table.key)];
            assert_eq!(rows["required"].as_array().map(Vec::len), Some(table.rows.len()));
            for row in table.rows {
                assert_eq!(rows["properties"][row.key]["description"], row.label);
            }
        }
    }
}

#[test]
fn every_reference_leads_somewhere() {
    fn walk(value: &Value, definitions: &Value) {
        match value {
            Value::Object(map) => {
                if let Some(Value::String(target)) = map.get("$ref") {
                    let name = target.trim_start_matches("#/$defs/");
                    assert!(definitions.get(name).is_some(), "{target}");
                }
                map.values().for_each(|value| walk(value, definitions));
            }
            Value::Array(values) => values.iter().for_each(|value| walk(value, definitions)),
            _ => {}
        }
    }
    let schema = schema();
    walk(&schema, &schema["$defs"]);
}
