//! The table of laws, in order.

use super::law::{Law, Outcome, lettered};
use super::{
    bending, capstan, coaxial, columns, containment, convergence, cylinder, devices, exchange,
    friction, knot, momentum, sections, torsion, twist, whip,
};

type Attempt = fn() -> Result<Outcome, &'static str>;

const fn law(
    number: &'static str,
    name: &'static str,
    formula: &'static str,
    attempt: Attempt,
) -> Law {
    Law { number, name, formula, attempt }
}

const SCAR: &str = "waits for uniform scar without a lane";

/// What two attempts at law `number` gave: of a single wire, and through members that share a
/// centreline.
fn joined(
    number: &str,
    alone: Result<Outcome, &'static str>,
    coaxial: Result<Outcome, &'static str>,
) -> Result<Outcome, &'static str> {
    let (mut all, further) = (alone?, coaxial?);
    all.rows.extend(further.rows);
    all.figures.extend(further.figures);
    for (index, row) in all.rows.iter_mut().enumerate() {
        row.id = lettered(number, index);
    }
    Ok(all)
}

/// Every law, in the order of the table. A row of several laws has one entry for each.
pub const TABLE: &[Law] = &[
    law(
        "1",
        "Cantilever under a tip load",
        "θ″ = −(P/B)·cos θ (Bisshopp & Drucker 1945)",
        bending::cantilever,
    ),
    law(
        "2",
        "Cantilever under a moment",
        "R = B/M; M = 2πB/L closes it (Euler 1744)",
        bending::moment,
    ),
    law("3", "Euler's columns", "P = π²B/(KL)² (Euler 1744)", columns::euler),
    law(
        "4",
        "Clamped–free column beyond its critical load",
        "P/Pcr = (2K(k)/π)², y/L = 2k/K(k), k = sin(α/2) (Timoshenko & Gere 1961, §2.7)",
        bending::post_buckling,
    ),
    law(
        "5a",
        "Column under its own weight",
        "L = (7.837 B/q)^⅓ (Greenhill 1881)",
        columns::greenhill,
    ),
    twist::TWIST[0],
    twist::TWIST[1],
    twist::TWIST[2],
    twist::TWIST[3],
    cylinder::CYLINDER[0],
    cylinder::CYLINDER[1],
    cylinder::CYLINDER[2],
    law(
        "11",
        "Capstan",
        "Fout = Fin·e^(μθ), B → 0 (Euler 1762, Eytelwein 1808)",
        friction::capstan,
    ),
    law(
        "12",
        "Spin lowers axial friction",
        "F/F₀ = v/√(v² + (ωa)²) (Coulomb's law along the slip)",
        friction::spin,
    ),
    law(
        "13",
        "A turn through a planar bend",
        "tip = hub, T = 0: straight, isotropic, frictionless (Kirchhoff 1859)",
        torsion::planar_bend,
    ),
    law(
        "14",
        "Twist lag under a friction torque m per length",
        "mL²/2C from rest, mL²/C on reversal (Saint-Venant torsion, C·φ″ = m)",
        || joined("14", torsion::twist_lag(), coaxial::twist_lag()),
    ),
    Law { attempt: || joined("15", whip::whip(), coaxial::whip()), ..whip::WHIP },
    law(
        "16",
        "Buckling of catalogued wires' tips",
        "1.9–2.9 N at 5 mm, 0.27 N at 20 mm, 0.10 N at 30 mm; exponent −1.6 to −1.9 (measured)",
        || joined("16", devices::buttressed_tips(), coaxial::buttressed_tips()),
    ),
    law("17", "Buckling of a uniform wire's caught tip", "P = 20.19 B/L² (Euler)", || {
        joined("17", columns::caught_tip(), coaxial::caught_tip())
    }),
    law(
        "18",
        "Three-point bend of catalogued wires",
        "B = FL³/48δ as catalogued; super stiff to plain 6.35 (measured)",
        || joined("18", devices::shafts(), coaxial::three_point_bend()),
    ),
    law(
        "19",
        "Tip load of catalogued wires, 10 mm free",
        "F = 20.19 B/L² (Euler); where B rises, B(s)·y″ = Rs − Py gives the B that stands for it",
        || joined("19", devices::tip_loads(), coaxial::tip_load()),
    ),
    law(
        "20",
        "Friction of coatings on a capstan",
        "steel : PTFE : hydrophilic = 6 : 3 : 1 (measured)",
        || joined("20", devices::coats(), capstan::coatings()),
    ),
    law(
        "21",
        "A wire at rest in bends",
        "|ΔF| ≤ μN holds: neither creep nor drift (Coulomb 1785)",
        friction::rest,
    ),
    law(
        "22",
        "Convergence",
        "error ~ N⁻² in elements, ~ dt in ticks (Bergou et al. 2008; backward Euler)",
        convergence::convergence,
    ),
    law(
        "23",
        "Momentum and energy",
        "Σmv kept; Σx×F + Στ = 0; spin lost ≤ (Ωh)²; ΔE ≤ W (Newton; backward Euler)",
        momentum::momentum,
    ),
    law(
        "24",
        "Containment",
        "depth ≤ F/k + 0.15 mm at 10× hand speed; w/k (Winkler 1867); Pλ/2k (Hetényi 1946)",
        containment::containment,
    ),
    law(
        "25",
        "Separable cutting of uniform scar",
        "thrust spun = thrust unspun; torque = F_t × offset",
        || Err(SCAR),
    ),
    exchange::EXCHANGE,
    sections::SECTIONS[0],
    sections::SECTIONS[1],
    sections::SECTIONS[2],
    law(
        "30",
        "A knot that is pulled",
        "E = π√(2BT) of a loose knot without friction (Audoly, Clauvelin & Neukirch 2007)",
        knot::knot,
    ),
];
