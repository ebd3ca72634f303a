"""The graph for assistants: tools of the Model Context Protocol that answer with quotes. Needs the extra `mcp`."""
