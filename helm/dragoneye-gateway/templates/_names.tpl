{{- define "dragoneye-gateway.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{/* Room for the longest suffix, "-headless", within the 63 characters of a name. */}}
{{- define "dragoneye-gateway.fullname" -}}
{{- $name := include "dragoneye-gateway.name" . -}}
{{- $full := ternary .Release.Name (printf "%s-%s" .Release.Name $name) (contains $name .Release.Name) -}}
{{- default $full .Values.fullnameOverride | trunc 54 | trimSuffix "-" -}}
{{- end -}}

{{- define "dragoneye-gateway.selector" -}}
app.kubernetes.io/name: {{ include "dragoneye-gateway.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: gateway
{{- end -}}

{{/* Labels of objects. Of the test pod without the component: Services and policies must not take it for a replica. */}}
{{- define "dragoneye-gateway.commonLabels" -}}
app.kubernetes.io/name: {{ include "dragoneye-gateway.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- with .Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "dragoneye-gateway.labels" -}}
{{ include "dragoneye-gateway.commonLabels" . }}
app.kubernetes.io/component: gateway
{{- end -}}

{{- define "dragoneye-gateway.serviceAccountName" -}}
{{- default (ternary (include "dragoneye-gateway.fullname" .) "default" .Values.serviceAccount.create) .Values.serviceAccount.name -}}
{{- end -}}

{{- define "dragoneye-gateway.image" -}}
{{- $tag := printf ":%s" (default .Chart.AppVersion .Values.image.tag) -}}
{{- .Values.image.repository }}{{ ternary (printf "@%s" .Values.image.digest) $tag (ne .Values.image.digest "") -}}
{{- end -}}

{{/* The Secret with the certificate; empty in plaintext. */}}
{{- define "dragoneye-gateway.tlsSecret" -}}
{{- if .Values.tls.existingSecret -}}
{{- .Values.tls.existingSecret -}}
{{- else if .Values.tls.certManager.enabled -}}
{{- include "dragoneye-gateway.fullname" . }}-tls
{{- end -}}
{{- end -}}

{{- define "dragoneye-gateway.apiKeySecret" -}}
{{- default (include "dragoneye-gateway.fullname" .) .Values.apiKey.existingSecret -}}
{{- end -}}

{{/* The Secret with the tokens file; empty where there is none. */}}
{{- define "dragoneye-gateway.tokensSecret" -}}
{{- if .Values.authentication.tokens.existingSecret -}}
{{- .Values.authentication.tokens.existingSecret -}}
{{- else if .Values.authentication.tokens.create -}}
{{- include "dragoneye-gateway.fullname" . -}}
{{- end -}}
{{- end -}}

{{- define "dragoneye-gateway.appProtocol" -}}
{{- default (include "dragoneye-gateway.tlsSecret" . | empty | ternary "kubernetes.io/h2c" "") .Values.service.appProtocol -}}
{{- end -}}
