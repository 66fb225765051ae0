import Values

/// For whoever runs the server: what a reverse proxy must do for a session, with a piece of configuration for each that is used much.
struct ProxyHelpPage: Page {
  static let template = "activate/proxy-help"

  let title = Message("sessioncheck.proxy.title")
  let back: Link
  let lines: [Said]
  let snippets: [Snippet]

  struct Snippet: ViewModel {
    let name: String
    let text: String
  }

  init() {
    back = .venueCheck
    lines = ["gathers", "protocol", "silence", "origin"].map { Said(Message("sessioncheck.proxy.\($0)")) }
    snippets = Self.configurations.map { Snippet(name: $0.name, text: $0.text) }
  }

  /// The same stand in `docs/reverse-proxy.md`; a test holds them together.
  static let configurations: [(name: String, text: String)] = [
    (
      "nginx",
      """
      server {
        listen 443 ssl http2;
        server_name kompas.example.nl;
        ssl_certificate     /etc/ssl/kompas.pem;
        ssl_certificate_key /etc/ssl/kompas.key;
        client_max_body_size 520m;

        location / {
          proxy_pass http://127.0.0.1:8080;
          proxy_http_version 1.1;
          proxy_set_header Host $http_host;
          proxy_set_header Connection "";
          proxy_buffering off;
          proxy_cache off;
          proxy_read_timeout 1h;
        }
      }
      """
    ),
    (
      "Caddy",
      """
      kompas.example.nl {
        reverse_proxy 127.0.0.1:8080 {
          flush_interval -1
        }
      }
      """
    ),
    (
      "Apache",
      """
      <VirtualHost *:443>
        ServerName kompas.example.nl
        Protocols h2 http/1.1
        SSLEngine on
        SSLCertificateFile    /etc/ssl/kompas.pem
        SSLCertificateKeyFile /etc/ssl/kompas.key

        ProxyPreserveHost On
        ProxyPass        / http://127.0.0.1:8080/ flushpackets=on timeout=3600
        ProxyPassReverse / http://127.0.0.1:8080/
        SetEnvIf Request_URI "/events$" no-gzip=1
      </VirtualHost>
      """
    ),
  ]

  static let examples: [String: ProxyHelpPage] = ["all": ProxyHelpPage()]
}
