"""Work that time asks for: a timetable, and a process that looks at it. Truth is in rows; the process only ticks."""
