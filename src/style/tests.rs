use super::*;

#[test]
fn the_grid_is_that_of_the_standard() {
    let style = Style::default();
    assert_eq!((style.lines_per_page(), style.characters_per_line()), (22, 28));
    assert_eq!(style.page.right(), Length::mm(26));
    assert_eq!(style.page.bottom(), Length::mm(35));
    assert_eq!(style.body.pitch.as_twips(), 579);
    assert_eq!(style.body.tracking.as_twips(), -5);
    assert_eq!(style.first_line_indent.as_twips(), 640);
}

#[test]
fn every_key_sets_what_it_gets() {
    let default = Style::default();
    for key in &KEYS {
        let written = key.domain.write(key.get(&default));
        let mut style = default.clone();
        key.set(&mut style, key.get(&default));
        assert_eq!(style, default, "{}: {written}", key.path());
        let others: Vec<Setting> = match key.domain {
            Domain::Words(words) => (0..words.len()).map(Setting::Word).collect(),
            Domain::Points { least, most, .. } => vec![Setting::Length(least), Setting::Length(most)],
            Domain::Tint => vec![Setting::Tint(None), Setting::Tint(Some([1, 2, 3]))],
            Domain::Levels => vec![Setting::Levels([true; 4]), Setting::Levels([false; 4])],
        };
        for setting in others {
            key.set(&mut style, setting);
            assert_eq!(key.get(&style), setting, "{}", key.path());
        }
        assert_eq!(key.conforms(&default), key.clause.map(|_| true));
    }
}

#[test]
fn words_stand_in_the_order_of_what_they_mean() {
    let Domain::Words(faces) = keys::FACES else {
        unreachable!()
    };
    assert!(
        faces
            .iter()
            .zip(Role::ALL)
            .all(|((word, _), role)| *word == role.name())
    );
    for (form, key) in PageNumberForm::ALL.into_iter().zip(0..) {
        let (before, after) = form.around();
        let mut style = Style::default();
        style.page_number.form = form;
        let Some(entry) = KEYS.iter().find(|entry| entry.path() == "page_number.form") else {
            unreachable!()
        };
        assert_eq!(entry.get(&style), Setting::Word(key));
        assert_eq!(
            entry.domain.write(Setting::Word(key)),
            format!("\"{before}1{after}\"")
        );
    }
}

#[test]
fn keys_stand_by_section_and_once() {
    let mut paths: Vec<String> = KEYS.iter().map(Key::path).collect();
    let order: Vec<usize> = KEYS
        .iter()
        .map(|key| {
            SECTIONS
                .iter()
                .position(|(section, _)| *section == key.section)
                .unwrap()
        })
        .collect();
    assert!(order.is_sorted());
    paths.sort();
    paths.dedup();
    assert_eq!(paths.len(), KEYS.len());
}
