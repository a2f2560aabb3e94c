//! The pictograms a question may have, each with what it is called when a coordinator chooses one.

/// Icon of the sprite, and word key.
pub const PICTOGRAMS: &[(&str, &str)] = &[
    ("scan-barcode", "pictogram-number"),
    ("badge-check", "pictogram-matches"),
    ("power", "pictogram-power"),
    ("circle-power", "pictogram-buttons"),
    ("lock-open", "pictogram-no-lock"),
    ("lock", "pictogram-lock"),
    ("battery-warning", "pictogram-swelling"),
    ("battery-charging", "pictogram-charge"),
    ("battery-medium", "pictogram-health"),
    ("rotate-cw", "pictogram-cycles"),
    ("plug", "pictogram-charger"),
    ("plug-zap", "pictogram-charging"),
    ("cable", "pictogram-cable"),
    ("star", "pictogram-look"),
    ("camera", "pictogram-camera"),
    ("sparkles", "pictogram-clean"),
    ("spray-can", "pictogram-disinfected"),
    ("tablet", "pictogram-tablet"),
    ("laptop", "pictogram-laptop"),
    ("monitor", "pictogram-monitor"),
    ("monitor-check", "pictogram-picture"),
    ("sun", "pictogram-light"),
    ("phone", "pictogram-call"),
    ("message-square", "pictogram-message"),
    ("signal", "pictogram-mobile"),
    ("card-sim", "pictogram-card"),
    ("ear", "pictogram-ear"),
    ("vibrate", "pictogram-vibration"),
    ("fingerprint", "pictogram-fingerprint"),
    ("nfc", "pictogram-nfc"),
    ("grid-3x3", "pictogram-touch"),
    ("pointer", "pictogram-fingers"),
    ("touchpad", "pictogram-touchpad"),
    ("keyboard", "pictogram-keyboard"),
    ("mouse", "pictogram-mouse"),
    ("pen-tool", "pictogram-stylus"),
    ("webcam", "pictogram-webcam"),
    ("mic", "pictogram-microphone"),
    ("volume-2", "pictogram-sound"),
    ("headphones", "pictogram-headphones"),
    ("usb", "pictogram-usb"),
    ("hdmi-port", "pictogram-video"),
    ("ethernet-port", "pictogram-network"),
    ("wifi", "pictogram-wifi"),
    ("bluetooth", "pictogram-bluetooth"),
    ("rotate-3d", "pictogram-motion"),
    ("hard-drive", "pictogram-disk"),
    ("memory-stick", "pictogram-memory"),
    ("fan", "pictogram-fan"),
    ("thermometer", "pictogram-heat"),
    ("clock", "pictogram-time"),
    ("refresh-cw", "pictogram-updates"),
    ("languages", "pictogram-language"),
    ("shield-check", "pictogram-no-data"),
    ("package", "pictogram-set"),
    ("puzzle", "pictogram-complete"),
    ("book-open", "pictogram-manual"),
    ("tag", "pictogram-label"),
    ("wrench", "pictogram-repair"),
    ("circle-help", "pictogram-other"),
];

#[must_use]
pub fn is_one(icon: &str) -> bool {
    PICTOGRAMS.iter().any(|(known, _)| *known == icon)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pictogram_is_drawn() {
        for (icon, _) in PICTOGRAMS {
            assert!(crate::web::assets::draws(icon), "no icon {icon}");
        }
    }
}
