//! Unrolled loops for WGSL, which has none: a register block must be written out, since arrays that are indexed by a
//! variable end up in memory.
//!
//! `//# i in 4` … `//# end i` repeats the lines between for i = 0, 1, 2, 3. Counts may be constants and expressions.
//! `{i}`, `{i/4}`, `{r+y}` become numbers, `{i.xyzw}` the component's letter.

use std::collections::HashMap;

/// Writes out the loops of `source`; `constants` are the names that counts may use.
///
/// # Panics
///
/// When a loop is not closed or a name is unknown: the templates are part of this crate.
pub fn expand(source: &str, constants: &HashMap<&str, u32>) -> String {
    let mut values: HashMap<String, u32> = constants.iter().map(|(k, v)| (k.to_string(), *v)).collect();
    let mut out = String::new();
    expand_lines(&source.lines().collect::<Vec<_>>(), &mut values, &mut out);
    out
}

fn expand_lines(lines: &[&str], values: &mut HashMap<String, u32>, out: &mut String) {
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at];
        if let Some((name, count)) = line.trim().strip_prefix("//# ").and_then(|loop_| loop_.split_once(" in ")) {
            let end = format!("//# end {name}");
            let length = lines[at..].iter().position(|l| l.trim() == end).expect("a loop is not closed");
            for i in 0..evaluate(count, values).expect("a count is unknown") {
                values.insert(name.into(), i);
                expand_lines(&lines[at + 1..at + length], values, out);
            }
            values.remove(name);
            at += length + 1;
        } else {
            out.push_str(&substitute(line, values));
            out.push('\n');
            at += 1;
        }
    }
}

/// Replaces what stands in braces and can be evaluated; other braces are WGSL's.
fn substitute(line: &str, values: &HashMap<String, u32>) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        let inner = &rest[open + 1..];
        let replaced = inner.find('}').and_then(|close| {
            let text = match inner[..close].strip_suffix(".xyzw") {
                Some(index) => ["x", "y", "z", "w"][evaluate(index, values)? as usize % 4].to_string(),
                None => evaluate(&inner[..close], values)?.to_string(),
            };
            Some((text, close))
        });
        match replaced {
            Some((text, close)) => {
                out.push_str(&text);
                rest = &inner[close + 1..];
            }
            None => {
                out.push('{');
                rest = inner;
            }
        }
    }
    out + rest
}

/// Sums, quotients and remainders of names and numbers, from left to right; `None` for anything else.
fn evaluate(expression: &str, values: &HashMap<String, u32>) -> Option<u32> {
    let operator = |c: char| matches!(c, '+' | '/' | '%');
    let operand = |text: &str| text.parse().ok().or_else(|| values.get(text).copied());
    let end = expression.find(operator).unwrap_or(expression.len());
    let mut result = operand(&expression[..end])?;
    let mut rest = &expression[end..];
    while let Some(symbol) = rest.chars().next() {
        let end = rest[1..].find(operator).map_or(rest.len(), |i| i + 1);
        let right = operand(&rest[1..end])?;
        result = match symbol {
            '+' => result + right,
            '/' => result.checked_div(right)?,
            _ => result.checked_rem(right)?,
        };
        rest = &rest[end..];
    }
    Some(result)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loops_nest_and_other_braces_stay() {
        let source =
            "//# i in N\nlet a{i} = { x };\n//# j in i+1\nb{i}_{j}.{j.xyzw} = {i+j/2%4};\n//# end j\n//# end i\n}";
        let expanded = expand(source, &HashMap::from([("N", 2)]));
        let lines: Vec<_> = expanded.lines().collect();
        assert_eq!(lines, ["let a0 = { x };", "b0_0.x = 0;", "let a1 = { x };", "b1_0.x = 0;", "b1_1.y = 1;", "}"]);
    }
}
