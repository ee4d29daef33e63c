"""The whole engine on a virtual clock, with platforms, people and faults drawn from one seed."""
