. lib/said
cat >p.yml <<'E'
- hosts: all
  gather_facts: false
  tasks:
    - debug: { msg: "two\nlines\n" }
    - debug: { msg: [a, { b: "x: y", c: [], d: {}, e: null, f: "yes" }] }
    - command: echo
      changed_when: false
      when: inventory_hostname == 'h1'
    - fail: { msg: no }
      ignore_errors: true
    - debug: { msg: "{{ item }}" }
      loop: [1, 2]
      when: item == 1
    - file: { path: "{{ playbook_dir }}/made", state: directory }
    - set_stats: { data: { n: 1, l: [1], d: { a: 1 } } }
      run_once: true
    - set_stats: { data: { n: 2, l: [2], d: { b: 2 } } }
      run_once: true
    - set_stats: { data: { h: "{{ inventory_hostname }}" }, per_host: true }
    - set_stats: { data: { n: 5 }, aggregate: false }
      run_once: true
E
try() {
  name=$1
  setting=$2
  shift 2
  rm -rf made
  printf '[defaults]\n%b\n' "$setting" >ansible.cfg
  said "$name" ansible-playbook -i h1,h2 -c local p.yml "$@"
}
try skipped display_skipped_hosts=false
try ok display_ok_hosts=false
try neither 'display_ok_hosts=false\ndisplay_skipped_hosts=false'
try markers check_mode_markers=true -C
try markers_off check_mode_markers=true
try stats show_custom_stats=true
try yaml callback_result_format=yaml
try yaml_stats 'callback_result_format=yaml\nshow_custom_stats=yes'
try pretty callback_format_pretty=true
try stderr display_failed_stderr=true
try path show_task_path_on_failure=true
try minimal stdout_callback=minimal
try bogus stdout_callback=nosuch
