. lib/said
cat >p.yml <<'E'
- hosts: localhost
  gather_facts: false
  vars: { wrong: 1 }
  tasks:
    - name: The task
      debug: { msg: "{{ wrong }} {{ nosuch }}" }
      debugger: on_failed
    - debug: { msg: skipped }
      when: false
      debugger: on_skipped
    - debug: { msg: always }
      debugger: always
    - fail:
      debugger: never
      ignore_errors: true
E
run() {
  printf '%b' "$2" | ansible-playbook p.yml 2>/dev/null | sed -E 's/\[localhost\] TASK: [^(]*\(debug\)> //g; s/(FAILED!).*/\1/' |
    grep '^ok\|^changed\|^TASK\|^skipping\|"msg"\|^localhost\|User inter' >"out/$1"
}
run fixed "task_vars['nosuch'] = 'now'\nu\nr\nc\nc\n"
run argument "task.args['msg'] = 'other'\nredo\ncontinue\nc\n"
run continued 'c\n'
run quit 'q\n'
cat >p.yml <<'E'
- hosts: localhost
  gather_facts: false
  strategy: debug
  tasks:
    - name: The task
      command: cat /nowhere/to/be/found
E
run free_form "task.args['_raw_params'] = 'echo mended'\nr\n"
printf '%b' "p result._result['rc']\np host\np host.name\np task\np task.name\np task.action\np [1, 'a']\nc\n" |
  ansible-playbook p.yml 2>/dev/null | sed -n '/^fatal/,/^PLAY RECAP/p' | sed -E 's/\[localhost\] TASK: The task \(debug\)> //g; s/(FAILED!).*/\1/' >out/shown
