//! What billers and the gateway answer (K11 to K13).
