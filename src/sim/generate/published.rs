//! What is published about these veins: the numbers that patients are drawn from and held against.

use super::measure::Measures;

/// A published quantity, the same quantity of a patient, and where it stands.
pub struct Published {
    /// File name of its figure.
    pub name: &'static str,
    pub title: &'static str,
    /// `degrees` or `mm`.
    pub unit: &'static str,
    pub said: Said,
    /// Where it is from.
    pub source: &'static str,
    /// The quantity of a patient; of paired veins both.
    pub of: fn(&Measures) -> Vec<f64>,
}

/// What was published about a quantity.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Said {
    /// Mean and standard deviation.
    Spread(f64, f64),
    /// From where to where it is found.
    Range(f64, f64),
    /// The mean alone.
    Mean(f64),
}

const BENDS: &str = "CT, JVSVL 2021;9:81";
const ABDOMEN: &str = "USMF, coronal";

/// Everything that generated patients are held against.
pub const PUBLISHED: &[Published] = &[
    Published {
        name: "gamma-left",
        title: "γ, left: the bend at the inguinal ligament",
        unit: "degrees",
        said: Said::Spread(122.3, 9.6),
        source: BENDS,
        of: |it| vec![it.left.gamma],
    },
    Published {
        name: "gamma-right",
        title: "γ, right: the bend at the inguinal ligament",
        unit: "degrees",
        said: Said::Spread(125.0, 11.7),
        source: BENDS,
        of: |it| vec![it.right.gamma],
    },
    Published {
        name: "beta-left",
        title: "β, left: external to common iliac",
        unit: "degrees",
        said: Said::Spread(125.6, 20.8),
        source: BENDS,
        of: |it| vec![it.left.beta],
    },
    Published {
        name: "beta-right",
        title: "β, right: external to common iliac",
        unit: "degrees",
        said: Said::Spread(136.9, 14.2),
        source: BENDS,
        of: |it| vec![it.right.beta],
    },
    Published {
        name: "cavo-iliac-left",
        title: "Cavo-iliac angle from the front, left",
        unit: "degrees",
        said: Said::Range(124.0, 163.0),
        source: ABDOMEN,
        of: |it| vec![it.left.cavo_iliac],
    },
    Published {
        name: "cavo-iliac-right",
        title: "Cavo-iliac angle from the front, right",
        unit: "degrees",
        said: Said::Range(138.0, 169.0),
        source: ABDOMEN,
        of: |it| vec![it.right.cavo_iliac],
    },
    Published {
        name: "inter-iliac",
        title: "Angle between the common iliac veins from the front",
        unit: "degrees",
        said: Said::Range(51.0, 84.0),
        source: ABDOMEN,
        of: |it| vec![it.inter_iliac],
    },
    Published {
        name: "left-iliac-gap",
        title: "Left common iliac vein under the right iliac artery, front to back",
        unit: "mm",
        said: Said::Mean(8.5),
        source: "asymptomatic donors; below 5 mm in 25%, below 3 mm in 5%",
        of: |it| vec![it.gap],
    },
    Published {
        name: "popliteal",
        title: "Popliteal vein",
        unit: "mm",
        said: Said::Range(6.4, 6.8),
        source: "means, Hertzberg 1997",
        of: |it| it.popliteal.to_vec(),
    },
    Published {
        name: "common-femoral",
        title: "Common femoral vein",
        unit: "mm",
        said: Said::Mean(10.5),
        source: "mean, Hertzberg 1997",
        of: |it| it.common_femoral.to_vec(),
    },
    Published {
        name: "external-iliac",
        title: "External iliac vein, half-way",
        unit: "mm",
        said: Said::Spread(11.9, 3.8),
        source: "Al-Hakim 2018, before stenting",
        of: |it| it.external_iliac.to_vec(),
    },
    Published {
        name: "common-iliac",
        title: "Common iliac vein, at three quarters of its length",
        unit: "mm",
        said: Said::Mean(16.0),
        source: "about 16",
        of: |it| it.common_iliac.to_vec(),
    },
    Published {
        name: "renal-cava-depth",
        title: "Inferior vena cava at the renal veins, front to back",
        unit: "mm",
        said: Said::Mean(16.3),
        source: "mean, Cureus 2022",
        of: |it| vec![it.renal_cava.0],
    },
    Published {
        name: "renal-cava-width",
        title: "Inferior vena cava at the renal veins, width",
        unit: "mm",
        said: Said::Mean(25.8),
        source: "mean, Cureus 2022",
        of: |it| vec![it.renal_cava.1],
    },
    Published {
        name: "upper-cava-depth",
        title: "Inferior vena cava near the atrium, front to back",
        unit: "mm",
        said: Said::Mean(16.9),
        source: "mean, Cureus 2022",
        of: |it| vec![it.upper_cava.0],
    },
    Published {
        name: "upper-cava-width",
        title: "Inferior vena cava near the atrium, width",
        unit: "mm",
        said: Said::Mean(26.2),
        source: "mean, Cureus 2022",
        of: |it| vec![it.upper_cava.1],
    },
];

/// Shares of people and the front-to-back diameter of the left common iliac vein under the right iliac
/// artery that theirs does not exceed, mm. Published are the mean of 8.5, 5% below 3 and 25%
/// below 5; the rest is drawn so that the mean comes out.
pub(super) const GAPS: &[(f64, f64)] =
    &[(0.0, 1.8), (0.05, 3.0), (0.25, 5.0), (0.5, 8.3), (0.75, 11.6), (0.95, 14.8), (1.0, 16.8)];

/// Mean and standard deviation of `values`.
pub fn spread(values: &[f64]) -> (f64, f64) {
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count;
    let square = values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / count;
    (mean, square.sqrt())
}
