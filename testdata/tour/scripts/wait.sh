#!/bin/sh
# Waits until the control plane answers.
until curl -sfk "https://$CONTROL_PLANE:6443/healthz"; do
  sleep 1
done
