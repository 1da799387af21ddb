. lib/said
printf 'a ansible_connection=local\nb ansible_connection=local\n' >inventory

# What is wrong with a keyword is a failure of the task, also where it has no effect: how many hosts
# have failed is kept, not in which words.
wrong() {
  n=$((n + 1))
  cat >p.yml
  ansible-playbook -i inventory p.yml >"out/$n" 2>/dev/null
  echo "exit $?" >>"out/$n"
  sed -i -E 's/=> \{.*/=> .../' "out/$n"
}

n=0
for keyword in 'check_mode: text' 'check_mode: "{{ unknown }}"' 'become_user: "{{ unknown }}"' 'any_errors_fatal: text' \
  'any_errors_fatal: "{{ unknown }}"' 'run_once: text' 'debugger: text' 'debugger: "{{ unknown }}"' 'diff: "{{ unknown }}"' 'port: text' \
  'ignore_unreachable: text' 'connection: "{{ unknown }}"' 'delegate_facts: "{{ unknown }}"' 'poll: "{{ unknown }}"'; do
  wrong <<E
- hosts: all
  gather_facts: false
  tasks:
    - debug: msg=1
      when: false
      $keyword
    - debug: msg=2
      $keyword
    - debug: msg=3
E
done
for keyword in 'force_handlers: "{{ unknown }}"' 'gather_facts: text' 'max_fail_percentage: text' 'gather_timeout: text' 'gather_subset: "{{ unknown }}"' 'order: "{{ unknown }}"' \
  'serial: "{{ unknown }}"' 'strategy: "{{ unknown }}"'; do
  wrong <<E
- hosts: all
  $keyword
  tasks:
    - debug: msg=1
E
done
