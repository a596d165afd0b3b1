//! The program `nianbao`.

fn main() {}
