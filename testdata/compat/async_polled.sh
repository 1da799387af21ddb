. lib/said
play p <<'E'
- hosts: localhost
  gather_facts: false
  tasks:
    - command: echo hi
      async: 60
      poll: 1
      register: r
    - debug: { msg: "{{ r.finished }} {{ r.stdout }} {{ r.ansible_job_id is defined }}" }
    - command: "false"
      async: 60
      poll: 1
      ignore_errors: true
    - ping:
      async: 60
      poll: 1
    - command: sleep 10
      async: 2
      poll: 1
      ignore_errors: true
    - command: echo {{ item }}
      async: 60
      poll: 1
      loop: [1]
    - ping:
      async: 60
      poll: 0
      register: r
    - async_status: { jid: "{{ r.ansible_job_id }}" }
      register: s
      until: s.finished
      delay: 1
      retries: 60
    - debug: { msg: "{{ s.finished }} {{ s.ping }}" }
    - async_status: { jid: "{{ r.ansible_job_id }}", mode: cleanup }
    - async_status: { jid: nosuch.1 }
      ignore_errors: true
E
sed -i -E '/^ASYNC POLL/d; s/j?id=j[0-9.]+/jid=J/; s/"j[0-9]+\.[0-9]+"/"J"/g; s/FAILED! => \{.*/FAILED!/; /RETRYING/d' out/p
