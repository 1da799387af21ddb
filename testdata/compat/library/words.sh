#!/usr/bin/env sh
. "$1"
printf "{\"changed\": true, \"who\": \"%s\"}\n" "$who"
