"""Charts as pictures: PNG for chats, SVG for pages. What draws them is imported only when used."""
