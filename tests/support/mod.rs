//! What the tests share: a world to act in, its visitors and what they see, and the sources to scan.

pub mod askew;
pub mod asking;
pub mod database;
pub mod page;
pub mod photo;
pub mod scene;
pub mod sources;
pub mod stock;
pub mod visitor;
pub mod world;

pub use world::World;
