{{/* What other values give, over what `gateway` says. */}}
{{- define "dragoneye-gateway.config" -}}
{{- $config := mergeOverwrite (deepCopy .Values.gateway) (fromYaml (include "dragoneye-gateway.derivedConfig" .)) -}}
{{- toYaml $config -}}
{{- end -}}

{{- define "dragoneye-gateway.derivedConfig" -}}
listen: ":{{ .Values.ports.grpc }}"
health:
  listen: ":{{ .Values.ports.health }}"
server:
  # The preStop hook is the notice: the pod is taken out of its Services before the gateway is told to stop.
  drain_notice: 0s
upstream:
  api_key_file: /etc/dragoneye-gateway/api-key
  results:
    directory: {{ .Values.spool.mountPath }}
media:
  spool:
    directory: {{ .Values.spool.mountPath }}
results:
  frames:
    directory: {{ .Values.spool.mountPath }}
tls:
{{- if include "dragoneye-gateway.tlsSecret" . }}
  certificate_file: /etc/dragoneye-gateway/tls/tls.crt
  private_key_file: /etc/dragoneye-gateway/tls/tls.key
{{- else }}
  insecure_plaintext: true
{{- end }}
{{- if .Values.tls.clientCertificates.existingSecret }}
  client_ca_file: /etc/dragoneye-gateway/tls/client-ca.crt
  require_client_certificate: {{ .Values.tls.clientCertificates.required }}
{{- end }}
authentication:
  insecure_anonymous: {{ include "dragoneye-gateway.anonymous" . }}
{{- if include "dragoneye-gateway.tokensSecret" . }}
  tokens_file: /etc/dragoneye-gateway/tokens
{{- end }}
{{- if .Values.taskHandleKeys.existingSecret }}
task_handle_keys_file: /etc/dragoneye-gateway/task-handle-keys
{{- end }}
{{- end -}}

{{/* Whether a way to tell who calls was chosen: a word, or nothing. */}}
{{- define "dragoneye-gateway.tellsCallers" -}}
{{- $jwt := dig "authentication" "jwt" dict .Values.gateway -}}
{{- if or (include "dragoneye-gateway.tokensSecret" .) .Values.tls.clientCertificates.existingSecret $jwt.jwks_url $jwt.jwks_file -}}
yes
{{- end -}}
{{- end -}}

{{- define "dragoneye-gateway.anonymous" -}}
{{- or .Values.authentication.anonymous (and .Values.insecure (not (include "dragoneye-gateway.tellsCallers" .))) -}}
{{- end -}}

{{/* A duration of the gateway's (ms, s, m, h) in seconds, rounded up. */}}
{{- define "dragoneye-gateway.seconds" -}}
{{- $number := regexFind "^[0-9]+" . | int64 -}}
{{- $unit := regexFind "[a-z]+$" . -}}
{{- if eq $unit "ms" -}}
{{- div (add $number 999) 1000 -}}
{{- else -}}
{{- mul $number (get (dict "s" 1 "m" 60 "h" 3600) $unit) -}}
{{- end -}}
{{- end -}}

{{/* A size of the gateway's (a number and nothing, KiB, MiB, GiB) in bytes. */}}
{{- define "dragoneye-gateway.bytes" -}}
{{- if kindIs "string" . -}}
{{- mul (regexFind "^[0-9]+" . | int64) (get (dict "" 1 "KiB" 1024 "MiB" 1048576 "GiB" 1073741824) (regexFind "[A-Za-z]*$" .)) -}}
{{- else -}}
{{- int64 . -}}
{{- end -}}
{{- end -}}

{{- define "dragoneye-gateway.noticeSeconds" -}}
{{- include "dragoneye-gateway.seconds" .Values.gateway.server.drain_notice -}}
{{- end -}}

{{/* After its drain timeout a gateway takes up to 6 s to say farewell to what is left; 4 s more are to spare. */}}
{{- define "dragoneye-gateway.graceSeconds" -}}
{{- $drain := include "dragoneye-gateway.seconds" .Values.gateway.server.drain_timeout | int64 -}}
{{- add (include "dragoneye-gateway.noticeSeconds" . | int64) $drain 10 -}}
{{- end -}}

{{/* Both budgets of temporary files and the headroom, in MiB, rounded up. */}}
{{- define "dragoneye-gateway.spoolMebibytes" -}}
{{- $media := include "dragoneye-gateway.bytes" .Values.gateway.media.spool.max_total_bytes | int64 -}}
{{- $results := include "dragoneye-gateway.bytes" .Values.gateway.upstream.results.max_total_bytes | int64 -}}
{{- $share := add 100 (int64 .Values.spool.headroomPercent) -}}
{{- div (add (mul (add $media $results) $share) 104857599) 104857600 -}}
{{- end -}}
