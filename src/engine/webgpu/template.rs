//! Unrolled loops and conditions for WGSL templates. Register blocks must be written out: an array indexed by a variable
//! ends up in memory.
//!
//! - `//# i in 4` … `//# end i` repeats the lines in between for i = 0, 1, 2, 3.
//! - `//# if NAME` … `//# end if` keeps the lines in between unless NAME is 0.
//! - `{i}`, `{i/4}` and `{r+y}` become numbers, `{i.xyzw}` the letter of a component.
//!
//! Counts and conditions can be constants, variables of enclosing loops, and expressions of them.

/// Names and their values.
type Values<'a> = [(&'a str, u32)];

/// Expands `source`; `constants` are the names its counts and conditions may use.
///
/// # Panics
///
/// When a loop or condition is not closed, or a name is unknown: the templates are part of this crate.
pub fn expand<'a>(source: &'a str, constants: &Values<'a>) -> String {
    let mut out = String::new();
    expand_lines(&source.lines().collect::<Vec<_>>(), &mut constants.to_vec(), &mut out);
    out
}

fn expand_lines<'a>(lines: &'a [&'a str], values: &mut Vec<(&'a str, u32)>, out: &mut String) {
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at];
        let Some(directive) = line.trim().strip_prefix("//# ") else {
            out.push_str(&substitute(line, values));
            out.push('\n');
            at += 1;
            continue;
        };
        if let Some(condition) = directive.strip_prefix("if ") {
            let body = body(&lines[at..], "if");
            if evaluate(condition, values).expect("the condition is known") != 0 {
                expand_lines(body, values, out);
            }
            at += body.len() + 2;
        } else {
            let (variable, count) = directive.split_once(" in ").expect("a loop or a condition begins");
            let body = body(&lines[at..], variable);
            for i in 0..evaluate(count, values).expect("the count is known") {
                values.push((variable, i));
                expand_lines(body, values, out);
                values.pop();
            }
            at += body.len() + 2;
        }
    }
}

/// The lines between a directive, the first of `lines`, and its `//# end name`.
fn body<'a>(lines: &'a [&'a str], name: &str) -> &'a [&'a str] {
    let end = format!("//# end {name}");
    let length = lines.iter().position(|line| line.trim() == end).expect("the loop or condition is closed");
    &lines[1..length]
}

/// Replaces expressions in braces; all other braces are WGSL's.
fn substitute(line: &str, values: &Values) -> String {
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
fn evaluate(expression: &str, values: &Values) -> Option<u32> {
    let operator = |c: char| matches!(c, '+' | '/' | '%');
    let operand = |text: &str| text.parse().ok().or_else(|| Some(values.iter().find(|(name, _)| *name == text)?.1));
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

    fn lines<'a>(source: &'a str, constants: &Values<'a>) -> Vec<String> {
        expand(source, constants).lines().map(String::from).collect()
    }

    #[test]
    fn loops_nest_and_other_braces_stay() {
        let source =
            "//# i in N\nlet a{i} = { x };\n//# j in i+1\nb{i}_{j}.{j.xyzw} = {i+j/2%4};\n//# end j\n//# end i\n}";
        let expected = ["let a0 = { x };", "b0_0.x = 0;", "let a1 = { x };", "b1_0.x = 0;", "b1_1.y = 1;", "}"];
        assert_eq!(lines(source, &[("N", 2)]), expected);
    }

    #[test]
    fn a_condition_keeps_or_drops_what_it_encloses() {
        let source = "a;\n//# if IS_CHAINED\n//# i in 2\nb{i};\n//# end i\n//# end if\nc;";
        assert_eq!(lines(source, &[("IS_CHAINED", 1)]), ["a;", "b0;", "b1;", "c;"]);
        assert_eq!(lines(source, &[("IS_CHAINED", 0)]), ["a;", "c;"]);
    }

    #[test]
    #[should_panic(expected = "the condition is known")]
    fn an_unknown_condition_panics() {
        lines("//# if UNKNOWN\n//# end if", &[]);
    }
}
