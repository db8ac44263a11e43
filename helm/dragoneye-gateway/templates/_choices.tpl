{{/* Fails with one sentence where something has to be chosen first, or where two choices contradict each other. */}}
{{- define "dragoneye-gateway.requireChoices" -}}
{{- $tls := .Values.tls -}}
{{- $auth := .Values.authentication -}}
{{- $encrypted := include "dragoneye-gateway.tlsSecret" . -}}
{{- if not (or .Values.apiKey.existingSecret .Values.apiKey.value) -}}
{{- fail "choose the Dragoneye API key: set apiKey.existingSecret to the name of a Secret that holds it" -}}
{{- end -}}
{{- if and .Values.apiKey.existingSecret .Values.apiKey.value -}}
{{- fail "apiKey.existingSecret and apiKey.value are both set: keep one" -}}
{{- end -}}
{{- if not (or $encrypted $tls.plaintextBehindProxy .Values.insecure) -}}
{{- fail "choose TLS: set tls.existingSecret, tls.certManager.enabled, or tls.plaintextBehindProxy where a mesh or a proxy speaks it; or insecure to true for a test" -}}
{{- end -}}
{{- if gt (len (compact (list $tls.existingSecret (ternary "c" "" $tls.certManager.enabled) (ternary "p" "" $tls.plaintextBehindProxy)))) 1 -}}
{{- fail "tls.existingSecret, tls.certManager.enabled and tls.plaintextBehindProxy exclude each other: keep one" -}}
{{- end -}}
{{- if and $tls.certManager.enabled (not $tls.certManager.issuerRef.name) -}}
{{- fail "tls.certManager.issuerRef.name is missing: name the issuer of the certificate" -}}
{{- end -}}
{{- if and $tls.clientCertificates.existingSecret (not $encrypted) -}}
{{- fail "tls.clientCertificates needs TLS in the gateway: set tls.existingSecret or tls.certManager.enabled" -}}
{{- end -}}
{{- if and $tls.clientCertificates.required (not $tls.clientCertificates.existingSecret) -}}
{{- fail "tls.clientCertificates.existingSecret is missing: name the Secret with the authorities that issue callers' certificates" -}}
{{- end -}}
{{- if not (or (include "dragoneye-gateway.tellsCallers" .) $auth.anonymous .Values.insecure) -}}
{{- fail "choose authentication: set authentication.tokens.existingSecret, gateway.authentication.jwt or tls.clientCertificates.existingSecret; or authentication.anonymous to true where anybody may call" -}}
{{- end -}}
{{- if and $auth.tokens.existingSecret $auth.tokens.create -}}
{{- fail "authentication.tokens.existingSecret and authentication.tokens.create are both set: keep one" -}}
{{- end -}}
{{- if eq (int .Values.ports.grpc) (int .Values.ports.health) -}}
{{- fail "ports.grpc and ports.health are the same: change one" -}}
{{- end -}}
{{- include "dragoneye-gateway.requireOperation" . -}}
{{- end -}}

{{- define "dragoneye-gateway.requireOperation" -}}
{{- $scaling := .Values.autoscaling -}}
{{- if and $scaling.enabled (not (or $scaling.cpu.enabled $scaling.inFlight.enabled)) -}}
{{- fail "autoscaling has no signal: set autoscaling.cpu.enabled or autoscaling.inFlight.enabled" -}}
{{- end -}}
{{- if and $scaling.enabled (gt (int $scaling.minReplicas) (int $scaling.maxReplicas)) -}}
{{- fail "autoscaling.minReplicas is greater than autoscaling.maxReplicas" -}}
{{- end -}}
{{- if and (eq (toString .Values.rollout.maxSurge) "0") (eq (toString .Values.rollout.maxUnavailable) "0") -}}
{{- fail "rollout.maxSurge and rollout.maxUnavailable are both 0: a rollout could not begin" -}}
{{- end -}}
{{- if and .Values.grpcRoute.enabled (not .Values.grpcRoute.parentRefs) -}}
{{- fail "grpcRoute.parentRefs is empty: name the Gateway that the route is for" -}}
{{- end -}}
{{- end -}}
