#!/usr/bin/env python3
"""What `cargo check` costs for 1,500 structs of 12 fields and 500 enums that read and write JSON in different ways.

usage: check_cost.py [--rounds N] [--work DIR] [CANDIDATE..]

Each candidate is a crate, checked alone with its dependencies built; CPU seconds (the least of N rounds, in
which the candidates take turns) and the peak of memory of the compiler.
"""
import argparse, os, re, shutil, subprocess, tempfile
from pathlib import Path

STRUCTS, ENUMS, FIELDS, VALUES = 1500, 500, 12, 6
SUPPORT = Path(__file__).resolve().parent.parent / "templates" / "support"
MODULES = "any choice forward json json_error members reader scan skip values writer".split()
TYPES = ["String", "i64", "bool", "Option<String>", "Option<i64>", "Option<f64>", "Option<Vec<String>>"]
HEAD = "#![allow(dead_code, unused)]\n"


def fields(number):
    for place in range(FIELDS):
        if place == FIELDS - 1:
            yield f"f{place}", f"Option<Enum{number % ENUMS}>"
        elif place == FIELDS - 2 and number % 10:
            yield f"f{place}", f"Option<Box<Struct{number - 1}>>"
        else:
            yield f"f{place}", TYPES[place % len(TYPES)]


def plain(derives, struct_impl=lambda name, fields: "", enum_impl=lambda name: "", renames=False):
    text = HEAD
    for number in range(ENUMS):
        text += f"#[derive({derives})]\npub enum Enum{number} {{\n"
        for value in range(VALUES):
            text += (f'    #[serde(rename = "v{value}")]\n' if renames else "") + f"    V{value},\n"
        text += "}\n" + enum_impl(f"Enum{number}")
    for number in range(STRUCTS):
        text += f"#[derive({derives})]\npub struct Struct{number} {{\n"
        text += "".join(f"    pub {name}: {ty},\n" for name, ty in fields(number)) + "}\n"
        text += struct_impl(f"Struct{number}", list(fields(number)))
    return text


def chosen_struct(name, members):
    required = [field for field, ty in members if not ty.startswith("Option")]
    write = "".join(f'        out.{"field" if field in required else "optional"}("{field}", &self.{field});\n' for field, _ in members)
    local = "".join(f"        let mut {field} = None;\n" for field, _ in members)
    place = lambda field: f"&mut {field}" if field in required else f"&mut json::Optional(&mut {field})"
    read = "".join(f'            ("{field}", {place(field)}),\n' for field, _ in members)
    names = ", ".join(field for field, _ in members)
    return f"""impl json::Encode for {name} {{
    fn encode(&self, out: &mut json::Writer) {{
        out.begin_object();
{write}        out.end_object();
    }}
}}
impl json::Decode for {name} {{
    fn decode(from: &mut json::Reader<'_>) -> Result<Self, json::Error> {{
{local}        let read = json::members(from, &mut [
{read}        ])?;
        let ({", ".join(f"Some({field})" for field in required)}) = ({", ".join(required)}) else {{
            return Err(read.missing(from));
        }};
        Ok(Self {{ {names} }})
    }}
}}
"""


def chosen_enum(name):
    text = "".join(f'            Self::V{value} => "v{value}",\n' for value in range(VALUES))
    read = "".join(f'            "v{value}" => Ok(Self::V{value}),\n' for value in range(VALUES))
    return f"""impl json::Encode for {name} {{
    fn encode(&self, out: &mut json::Writer) {{
        match self {{
{text}        }}.encode(out);
    }}
}}
impl json::Decode for {name} {{
    fn decode(from: &mut json::Reader<'_>) -> Result<Self, json::Error> {{
        match &*from.string()? {{
{read}            _ => Err(from.unexpected("one of the values")),
        }}
    }}
}}
"""


def tree_struct(name, members):
    read = "".join(f'            {field}: Tree::read(members.remove("{field}").unwrap_or_default())?,\n' for field, _ in members)
    write = "".join(f'        members.insert("{field}".to_owned(), self.{field}.tree());\n' for field, _ in members)
    return f"""impl Tree for {name} {{
    fn tree(&self) -> serde_json::Value {{
        let mut members = serde_json::Map::new();
{write}        serde_json::Value::Object(members)
    }}
    fn read(value: serde_json::Value) -> Option<Self> {{
        let serde_json::Value::Object(mut members) = value else {{ return None }};
        Some(Self {{
{read}        }})
    }}
}}
"""


def tree_enum(name):
    text = "".join(f'            Self::V{value} => "v{value}",\n' for value in range(VALUES))
    read = "".join(f'            "v{value}" => Some(Self::V{value}),\n' for value in range(VALUES))
    return f"""impl Tree for {name} {{
    fn tree(&self) -> serde_json::Value {{
        let text = match self {{
{text}        }};
        serde_json::Value::from(text)
    }}
    fn read(value: serde_json::Value) -> Option<Self> {{
        match value.as_str()? {{
{read}            _ => None,
        }}
    }}
}}
"""


TREE = """
pub trait Tree: Sized { fn tree(&self) -> serde_json::Value; fn read(value: serde_json::Value) -> Option<Self>; }
macro_rules! leaves { ($($ty:ty),*) => {$(impl Tree for $ty {
    fn tree(&self) -> serde_json::Value { serde_json::Value::from(self.clone()) }
    fn read(value: serde_json::Value) -> Option<Self> { serde_json::from_value(value).ok() }
})*} }
leaves!(String, i64, bool, f64, Vec<String>);
impl<T: Tree> Tree for Option<T> {
    fn tree(&self) -> serde_json::Value { self.as_ref().map_or(serde_json::Value::Null, T::tree) }
    fn read(value: serde_json::Value) -> Option<Self> { if value.is_null() { Some(None) } else { T::read(value).map(Some) } }
}
impl<T: Tree> Tree for Box<T> {
    fn tree(&self) -> serde_json::Value { (**self).tree() }
    fn read(value: serde_json::Value) -> Option<Self> { T::read(value).map(Box::new) }
}
"""


def support():
    modules = "".join(f'#[path = "{SUPPORT / name}.rs"] pub mod {name};\n' for name in MODULES)
    return "pub mod support {\n" + modules + "}\nuse support::json;\nuse json::Encode as _;\n"


def forwarded():
    names = ", ".join([f"Enum{n}" for n in range(ENUMS)] + [f"Struct{n}" for n in range(STRUCTS)])
    return f"json::forward_serde! {{ serialize: [{names}], deserialize: [{names}] }}\n"


def candidates():
    own = lambda derives: plain(derives, chosen_struct, chosen_enum) + support() + forwarded()
    return {
        "derive": plain("Clone, Debug, serde::Serialize, serde::Deserialize", renames=True),
        "derive-read": plain("Clone, Debug, serde::Deserialize", renames=True),
        "chosen": own("Clone, Debug"),
        "chosen-partial-eq": own("Clone, Debug, PartialEq"),
        "chosen-no-debug": own("Clone"),
        "value": plain("Clone, Debug", tree_struct, tree_enum) + TREE,
        "none": plain("Clone, Debug"),
    }


def check(folder, target):
    (folder / "src/lib.rs").touch()
    environment = dict(os.environ, CARGO_INCREMENTAL="0", CARGO_TARGET_DIR=str(target))
    before = os.times()
    run = subprocess.run(["/usr/bin/time", "-f", "MEMORY %M", "cargo", "check", "-q"], cwd=folder, env=environment, capture_output=True, text=True)
    after = os.times()
    if run.returncode:
        raise SystemExit(f"{folder.name}: {run.stderr[:2000]}")
    memory = int(re.search(r"MEMORY (\d+)", run.stderr).group(1))
    return after.children_user + after.children_system - before.children_user - before.children_system, memory / 2**20


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=3), parser.add_argument("names", nargs="*", metavar="CANDIDATE")
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "bindery-check-cost")
    arguments = parser.parse_args()
    texts = {name: text for name, text in candidates().items() if not arguments.names or name in arguments.names}
    folders = {}
    for name, text in texts.items():
        folders[name] = folder = arguments.work / name
        shutil.rmtree(folder, ignore_errors=True), (folder / "src").mkdir(parents=True)
        (folder / "Cargo.toml").write_text(
            f'[package]\nname = "cost-{name}"\nversion = "0.0.0"\nedition = "2024"\n[workspace]\n[dependencies]\n'
            'serde = { version = "1", features = ["derive"] }\nserde_json = "1"\n')
        (folder / "src/lib.rs").write_text(text)
        check(folder, arguments.work / "target")
    best = {name: (1e9, 0.0) for name in folders}
    for _ in range(arguments.rounds):
        for name, folder in folders.items():
            best[name] = min(best[name], check(folder, arguments.work / "target"))
    for name, (seconds, gigabytes) in best.items():
        print(f"{name:20} {seconds:5.1f} s  {gigabytes:4.2f} GB")


if __name__ == "__main__":
    main()
