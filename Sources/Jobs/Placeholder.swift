// Placeholder, replaced by the first feature.
