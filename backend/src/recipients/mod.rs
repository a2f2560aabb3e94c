//! Who a request speaks for. Everything personal is sealed; every look at it is logged (laws 5, 8, 9).
pub mod access;
pub mod identity;
