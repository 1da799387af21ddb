. lib/said
# Of each loop what the module of its first round was given; names of temporary files are left out, and
# options that the reference does not have yet.
play loops <<'E'
- hosts: localhost
  gather_facts: false
  vars:
    given: >-
      {{ item.results[0].invocation.module_args | default({}) | dict2items
         | rejectattr('key', 'match', '_(diff_peek|original_basename)|expand_argument_vars') | sort(attribute='key') | items2dict }}
  tasks:
    - file: { dest: out/folder, state: directory, mode: "0750" }
      loop: [1]
      register: r_made
    - file: { path: out/folder }
      loop: [1]
      register: r_looked
    - file: { path: out/no/no, state: touch }
      loop: [1]
      ignore_errors: true
      register: r_failed
    - file: { path: out/no, state: sideways }
      loop: [1]
      ignore_errors: true
      register: r_refused
    - command: echo hello
      args: { chdir: / }
      loop: [1]
      register: r_command
    - command: { argv: [echo, hello] }
      with_items: [1]
      register: r_words
    - command: { cmd: echo hello }
      loop: [1]
      register: r_cmd
    - shell: echo hello; false
      loop: [1]
      ignore_errors: true
      register: r_shell
    - command: echo checked
      loop: [1]
      check_mode: true
      register: r_checked
    - command: echo hushed
      loop: [1]
      no_log: true
      register: hidden
    - assert:
        that:
          - hidden.results[0].invocation.module_args._raw_params is defined
          - hidden.invocation is not defined
    - command: echo later
      loop: [1]
      async: 30
      poll: 1
      register: r_polled
    - command: echo apart
      loop: [1]
      async: 30
      poll: 0
      register: r_apart
    - command: echo no
      loop: [1]
      when: false
      register: r_skipped
    - lineinfile: { path: out/lines, line: one, create: true }
      loop: [1]
      register: r_line
    - slurp: { path: out/lines }
      loop: [1]
      register: r_slurp
    - getent: { database: passwd, key: root }
      loop: [1]
      register: r_getent
    - ping:
      loop: [1]
      register: r_ping
    - group: { name: nosuchgroup, gid: "7777" }
      loop: [1]
      check_mode: true
      register: group
    - debug: { msg: "{{ group.results[0].invocation.module_args.gid is number }}" }
    - getent: { database: passwd, key: "{{ item }}" }
      loop: [root, nosuchuser]
      ignore_errors: true
      register: users
    - debug: { msg: "{{ item.invocation.module_args.key }} {{ item is failed }}" }
      loop: "{{ users.results }}"
      loop_control: { label: "{{ item.item }}" }
    - debug: { msg: "{{ given }}" }
      loop: "{{ lookup('varnames', '^r_', wantlist=True) | sort | map('extract', vars) }}"
      loop_control: { label: "{{ ansible_index }}", index_var: ansible_index }
    - user: { name: root, password: "$6$salt$hidden", update_password: on_create }
      loop: [1]
      check_mode: true
      register: user
    - assert:
        that:
          - user.results[0].invocation.module_args.password == 'VALUE_SPECIFIED_IN_NO_LOG_PARAMETER'
    - copy: { content: text, dest: out/text }
      loop: [1]
      register: copied
    - debug: { msg: "{{ copied.results[0].invocation.module_args.dest }} {{ copied.results[0].invocation.module_args.content }}" }
    - debug: { msg: hello }
      loop: [1]
      register: quiet
    - raw: echo hello
      loop: [1]
      register: raw
    - debug: { msg: "{{ quiet.results[0].invocation is defined }} {{ raw.results[0].invocation is defined }}" }
    - stat: { path: out }
      register: once
      failed_when: once.invocation.module_args.path != 'out'
    - debug: { msg: "{{ once.invocation is defined }}" }
E
cat >one.yml <<'E'
- hosts: localhost
  gather_facts: false
  tasks:
    - stat: { path: /nosuch }
    - command: echo hello
      loop: [1]
    - debug: { msg: hello }
    - command: echo secret
      no_log: true
E
sed -i -E 's/"(start|end|delta)": "[^"]*"/"\1": ""/g; s/jid=.*/jid=/' out/loops
ANSIBLE_STDOUT_CALLBACK=json ansible-playbook one.yml >doc.json 2>/dev/null
python3 - <<'E' >out/document
import json
for task in json.load(open("doc.json"))["plays"][0]["tasks"]:
    result = task["hosts"]["localhost"]
    for one in result.get("results", [result]):
        print(task["task"]["name"], sorted(set(one.get("invocation", {}).get("module_args", {})) - {"get_md5", "expand_argument_vars"}))
E
ansible-playbook -vvv one.yml 2>/dev/null | sed -n '/"module_args"/,/}/p' | grep -v -e get_md5 -e expand_argument_vars >out/verbose
