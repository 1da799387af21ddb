. lib/said
cat >p.yml <<'E'
- hosts: all
  gather_facts: false
  tasks:
    - debug: { msg: hi }
    - set_fact: { a: 1 }
    - debug:
      when: false
    - fail: { msg: no }
      ignore_errors: true
    - set_stats: { data: { n: 1 } }
E
ANSIBLE_STDOUT_CALLBACK=json ANSIBLE_SHOW_CUSTOM_STATS=1 ansible-playbook -i h1,h2 -c local p.yml >doc.json 2>/dev/null
python3 - <<'E' >out/document
import json
doc = json.load(open("doc.json"))
print(sorted(doc), doc["stats"], doc["custom_stats"], doc["global_custom_stats"])
for play in doc["plays"]:
    print(play["play"]["name"], sorted(play["play"]["duration"]))
    for task in play["tasks"]:
        print(task["task"]["name"], sorted(task["task"]["duration"]))
        for host, result in sorted(task["hosts"].items()):
            print(host, {k: v for k, v in sorted(result.items()) if k not in ("_ansible_verbose_always", "failed_when_result")})
E
