//! What is stored: reads that fail, rows of earlier releases.
