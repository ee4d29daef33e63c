"""Quarters lived by the real engine, and every figure of them reckoned again from raw rows."""
