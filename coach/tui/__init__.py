"""The screens (Textual): they compose, bind, turn a key into one service call and show the answer."""
