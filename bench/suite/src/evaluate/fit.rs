//! Logistic regression by gradient descent: enough for ten features, and nothing to install.

/// A row of features, whether it is answerable, and its weight.
pub type Row = (Vec<f64>, bool, f64);

/// Weights of the features, the bias last, with a little L2.
pub fn fit(rows: &[Row]) -> Vec<f64> {
    let width = rows.first().map_or(0, |row| row.0.len());
    let mut weights = vec![0.0; width + 1];
    let total: f64 = rows.iter().map(|row| row.2).sum();
    let (mut velocity, mut scale) = (vec![0.0; width + 1], vec![0.0; width + 1]);
    for step in 1..=4000 {
        let mut gradient = vec![0.0; width + 1];
        for (features, answerable, weight) in rows {
            let error = (predict(&weights, features) - f64::from(u8::from(*answerable))) * weight;
            for (slot, feature) in gradient.iter_mut().zip(features) {
                *slot += error * feature;
            }
            gradient[width] += error;
        }
        for at in 0..=width {
            let penalty = if at == width {
                0.0
            } else {
                0.002 * weights[at]
            };
            let slope = gradient[at] / total + penalty;
            velocity[at] = 0.9 * velocity[at] + 0.1 * slope;
            scale[at] = 0.999 * scale[at] + 0.001 * slope * slope;
            let (v, s) = (
                velocity[at] / (1.0 - 0.9_f64.powi(step)),
                scale[at] / (1.0 - 0.999_f64.powi(step)),
            );
            weights[at] -= 0.02 * v / (s.sqrt() + 1e-8);
        }
    }
    weights
}

pub fn predict(weights: &[f64], features: &[f64]) -> f64 {
    let bias = weights.last().copied().unwrap_or(0.0);
    let sum: f64 = weights.iter().zip(features).map(|(w, f)| w * f).sum();
    1.0 / (1.0 + (-(sum + bias)).exp())
}
