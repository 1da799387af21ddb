#!/bin/sh
cat <<'EOF'
{"_meta": {"hostvars": {"a": {"x": 1.0, "n": null}, "gone": {"y": 1}}}, "g": {"hosts": ["a", "b"], "vars": {"v": true}, "children": ["k"]}, "l": ["c"], "single": {"var": 1}, "empty": {"children": []}}
EOF
