//! Labels as lists, objects and text files.

use serde_json::Value;

use crate::{Error, error::MetadataError};

/// Labels from a JSON list, or from an object of labels by number or of numbers by label, as in transformers. Keras writes
/// pairs of an identifier and a label.
pub(super) fn from_json(value: &Value) -> Option<Vec<String>> {
    match value {
        Value::Array(list) => list.iter().map(label).collect(),
        Value::Object(object) => {
            let number = |text: &String| text.parse::<usize>().ok();
            let by_number = object.iter().map(|(key, value)| Some((number(key)?, label(value)?)));
            let by_label = || object.iter().map(|(key, value)| Some((value.as_u64()?.try_into().ok()?, key.clone())));
            in_order(by_number.collect::<Option<_>>().or_else(|| by_label().collect())?, 0)
        }
        _ => None,
    }
}

fn label(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(pair) if pair.len() == 2 => pair[1].as_str().map(String::from),
        _ => None,
    }
}

/// The labels of the numbers `first`, `first` + 1, … , if these are the numbers.
fn in_order(mut numbered: Vec<(usize, String)>, first: usize) -> Option<Vec<String>> {
    numbered.sort_by_key(|(number, _)| *number);
    let is_complete = numbered.iter().enumerate().all(|(i, (number, _))| i.checked_add(first) == Some(*number));
    is_complete.then(|| numbered.into_iter().map(|(_, label)| label).collect())
}

/// Labels from the bytes of a text file.
///
/// One label per line; the last line may be blank. Where every line has a number, in front or at the end, and the numbers
/// count from 0 or 1, the labels are in the order of the numbers. Where every line has WordNet's identifier in front, it is
/// left out. A line of names of columns is left out, too. Or a JSON list, or a JSON object of labels by number or of numbers
/// by label.
///
/// # Errors
///
/// When it isn't text, or a line in the middle is empty.
pub fn read_labels(bytes: &[u8]) -> Result<Vec<String>, Error> {
    let text = text(bytes).ok_or(MetadataError::LabelsNotText)?;
    let trimmed = text.trim();
    if trimmed.starts_with(['[', '{']) {
        let value = serde_json::from_str(trimmed);
        if let Some(labels) = value.as_ref().ok().and_then(from_json).or_else(|| python_dict(trimmed)) {
            return Ok(labels);
        }
        let detail = value.err().map_or("there must be one label for each class".into(), |e| e.to_string());
        return Err(MetadataError::MalformedLabels { detail }.into());
    }
    let mut lines: Vec<&str> = text.lines().map(str::trim).collect();
    while lines.last().is_some_and(|line| line.is_empty()) {
        lines.pop();
    }
    if let Some(line) = lines.iter().position(|line| line.is_empty()) {
        return Err(MetadataError::EmptyLabel { line: line + 1 }.into());
    }
    let numbered = || numbered_lines(&lines).or_else(|| numbered_lines(lines.get(1..)?));
    Ok(numbered().or_else(|| synsets(&lines)).unwrap_or_else(|| lines.iter().map(|line| unquoted(line)).collect()))
}

/// UTF-8 or, with a byte order mark, UTF-16.
fn text(bytes: &[u8]) -> Option<String> {
    let utf16 = |units: fn([u8; 2]) -> u16, bytes: &[u8]| {
        let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| units([pair[0], pair[1]])).collect();
        String::from_utf16(&units).ok()
    };
    let text = match bytes {
        [0xff, 0xfe, rest @ ..] => utf16(u16::from_le_bytes, rest)?,
        [0xfe, 0xff, rest @ ..] => utf16(u16::from_be_bytes, rest)?,
        [0xef, 0xbb, 0xbf, rest @ ..] => std::str::from_utf8(rest).ok()?.into(),
        bytes => std::str::from_utf8(bytes).ok()?.into(),
    };
    (!text.contains('\0')).then_some(text)
}

const SEPARATORS: [char; 5] = [' ', '\t', ',', ';', ':'];

/// Lines that all have a number in front or all at the end, counting from 0 or 1.
fn numbered_lines(lines: &[&str]) -> Option<Vec<String>> {
    if lines.len() < 2 {
        return None;
    }
    let ordered = |numbered: Option<Vec<(usize, &str)>>| {
        let labels = numbered?.into_iter().map(|(number, label)| (number, unquoted(label.trim_matches(SEPARATORS))));
        let labels: Vec<_> = labels.collect();
        let is_complete = labels.iter().all(|(_, label)| !label.is_empty());
        is_complete.then(|| in_order(labels.clone(), 0).or_else(|| in_order(labels, 1))).flatten()
    };
    ordered(lines.iter().copied().map(front).collect()).or_else(|| ordered(lines.iter().copied().map(end).collect()))
}

fn front(line: &str) -> Option<(usize, &str)> {
    let (number, label) = line.split_once(SEPARATORS)?;
    Some((number.trim_matches(['"', '\'']).parse().ok()?, label))
}

fn end(line: &str) -> Option<(usize, &str)> {
    let (label, number) = line.rsplit_once(SEPARATORS)?;
    Some((number.trim_matches(['"', '\'']).parse().ok()?, label))
}

/// Lines such as `n01440764 tench, Tinca tinca`.
fn synsets(lines: &[&str]) -> Option<Vec<String>> {
    let label = |line: &&str| {
        let (id, label) = line.split_once(SEPARATORS)?;
        let is_id = id.len() == 9 && id.starts_with('n') && id[1..].bytes().all(|b| b.is_ascii_digit());
        is_id.then(|| unquoted(label.trim_matches(SEPARATORS)))
    };
    lines.iter().map(label).collect()
}

/// Lines such as `{0: 'tench, Tinca tinca',`, as Python prints a dictionary.
fn python_dict(text: &str) -> Option<Vec<String>> {
    let inner = text.strip_prefix('{')?.strip_suffix('}')?;
    let lines: Vec<&str> = inner.lines().map(|line| line.trim().trim_end_matches(',')).collect();
    let lines: Vec<&str> = lines.into_iter().filter(|line| !line.is_empty()).collect();
    numbered_lines(&lines)
}

fn unquoted(label: &str) -> String {
    for quote in ['"', '\''] {
        if let Some(inner) = label.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote)) {
            return inner.replace(&format!("{quote}{quote}"), &quote.to_string());
        }
    }
    label.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_read_from_every_usual_file() {
        for text in [
            "cat\ndog\nbird\n",
            "cat\r\ndog\r\nbird\r\n\r\n",
            "\u{feff}cat\ndog\nbird",
            "0 cat\n1 dog\n2 bird",
            "2,bird\n1,dog\n0,cat\n",
            "1\tcat\n2\tdog\n3\tbird",
            "index,label\n0,\"cat\"\n1,\"dog\"\n2,bird",
            "cat 0\ndog 1\nbird 2",
            "n00000001 cat\nn00000002 dog\nn00000003 bird",
            r#"["cat", "dog", "bird"]"#,
            r#"{"0": "cat", "2": "bird", "1": "dog"}"#,
            r#"{"cat": 0, "bird": 2, "dog": 1}"#,
            r#"{"0": ["n1", "cat"], "1": ["n2", "dog"], "2": ["n3", "bird"]}"#,
            "{0: 'cat',\n 1: 'dog',\n 2: \"bird\"}",
        ] {
            assert_eq!(read_labels(text.as_bytes()).unwrap(), ["cat", "dog", "bird"], "{text}");
        }
        let utf16: Vec<u8> = "\u{feff}cat\ndog\nbird".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read_labels(&utf16).unwrap(), ["cat", "dog", "bird"]);
    }

    #[test]
    fn what_could_mean_two_things_is_left_alone() {
        // Not all numbers from 0 or 1, or nothing but numbers.
        for lines in [["1 cat", "5 dogs"], ["0", "1"], ["n01440764 tench", "goldfish"], ["route 66", "area 51"]] {
            assert_eq!(read_labels(lines.join("\n").as_bytes()).unwrap(), lines);
        }
    }

    #[test]
    fn files_without_labels_are_refused() {
        for (bytes, message) in [
            (&b"a\n\nb"[..], "line 2"),
            (b"\xff\xd8\xff", "aren't text"),
            (b"\x89PNG\0", "aren't text"),
            (b"[1.5, {}]", "one label for each class"),
            (br#"{"0": "a", "2": "b"}"#, "one label for each class"),
            (b"[\"a\"", "EOF"),
        ] {
            let error = read_labels(bytes).unwrap_err().to_string();
            assert!(error.contains(message), "{error}");
        }
    }
}
