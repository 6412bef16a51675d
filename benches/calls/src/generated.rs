//! The client that bindery generates from `charges.yaml`.

#![allow(dead_code, reason = "not all of it is measured")]

include!(concat!(env!("OUT_DIR"), "/charges.rs"));
