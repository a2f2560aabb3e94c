//! A donor's device list, from the bytes of a file to the devices it announces.
//!
//! Pure, and read in this order: [`read`] the file, take out what is about people
//! ([`personal`]), say what the [`columns`] mean, [`check`] every line. Nothing here
//! stores anything; [`carry`] packs the cleaned sheet so that the browser can bring it
//! back when the person has decided.

pub mod carry;
pub mod check;
pub mod columns;
pub mod device_type;
pub mod findings;
pub mod personal;
pub mod read;
pub mod report;
pub mod status;
pub mod values;
pub mod workbook;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
