//! What people type and paste (K1 to K8, K15).
