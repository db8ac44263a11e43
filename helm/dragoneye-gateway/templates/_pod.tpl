{{/* What the restricted Pod Security Standard asks for, and more. */}}
{{- define "dragoneye-gateway.podSecurity" -}}
runAsNonRoot: true
{{- with .Values.runAsUser }}
runAsUser: {{ . | int64 }}
runAsGroup: {{ . | int64 }}
fsGroup: {{ . | int64 }}
{{- end }}
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{- define "dragoneye-gateway.containerSecurity" -}}
allowPrivilegeEscalation: false
privileged: false
readOnlyRootFilesystem: true
runAsNonRoot: true
capabilities:
  drop: [ALL]
{{- end -}}

{{/* Everything below /etc/dragoneye-gateway, as sources of one projected volume. */}}
{{- define "dragoneye-gateway.settings" -}}
- configMap:
    name: {{ include "dragoneye-gateway.fullname" . }}
    items:
      - key: gateway.yaml
        path: gateway.yaml
- secret:
    name: {{ include "dragoneye-gateway.apiKeySecret" . }}
    items:
      - key: {{ .Values.apiKey.existingSecret | empty | ternary "api-key" .Values.apiKey.key }}
        path: api-key
{{- with include "dragoneye-gateway.tokensSecret" . }}
- secret:
    name: {{ . }}
    items:
      - key: {{ $.Values.authentication.tokens.existingSecret | empty | ternary "tokens" $.Values.authentication.tokens.key }}
        path: tokens
{{- end }}
{{- with include "dragoneye-gateway.tlsSecret" . }}
- secret:
    name: {{ . }}
    items:
      - key: tls.crt
        path: tls/tls.crt
      - key: tls.key
        path: tls/tls.key
{{- end }}
{{- with .Values.tls.clientCertificates.existingSecret }}
- secret:
    name: {{ . }}
    items:
      - key: {{ $.Values.tls.clientCertificates.key }}
        path: tls/client-ca.crt
{{- end }}
{{- with .Values.taskHandleKeys.existingSecret }}
- secret:
    name: {{ . }}
    items:
      - key: {{ $.Values.taskHandleKeys.key }}
        path: task-handle-keys
{{- end }}
{{- end -}}

{{/* What the chart's own Secret holds; nothing where all Secrets exist. */}}
{{- define "dragoneye-gateway.secretData" -}}
{{- with .Values.apiKey.value }}
api-key: {{ . | b64enc }}
{{- end }}
{{- with .Values.authentication.tokens.create }}
{{- $lines := list }}
{{- range . }}
{{- $lines = append $lines (printf "%s %s\n" .name .sha256) }}
{{- end }}
tokens: {{ join "" $lines | b64enc }}
{{- end }}
{{- end -}}
