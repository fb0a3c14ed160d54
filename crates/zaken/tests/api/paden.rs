//! Every path, method and query parameter of the standard and of Open Zaak is served.

use test_kit::apis::ALLES;

use crate::fixtures::{api, start};

const PADEN: &str = include_str!("paden.txt");

#[tokio::test]
async fn every_path_method_and_parameter_of_the_standard_is_served() {
    for app in start().await {
        let mut faults = Vec::new();
        for line in PADEN.lines().filter(|line| !line.starts_with('#')) {
            let mut words = line.split_whitespace();
            let (method, path) = (words.next().unwrap(), words.next().unwrap());
            let nobody = "00000000-0000-7000-8000-000000000000";
            let url = api(path.trim_start_matches('/')).replace("{uuid}", nobody).replace("{zaak_uuid}", nobody);
            // Who calls is looked at before what is called, so a route that is there refuses a stranger.
            let stranger = app.send_with(method, &url, &[], "").await;
            if stranger.status_code != 403 {
                faults.push(format!("{method} {path}: {}", stranger.status_code));
            }
            let value = |name: &str| match name {
                "page" => "1",
                "pageSize" => "10",
                _ => "",
            };
            let query: Vec<String> = words.map(|name| format!("{name}={}", value(name))).collect();
            if method == "GET" && !query.is_empty() {
                let answer = app.get(ALLES, &format!("{url}?{}", query.join("&"))).await;
                if !matches!(answer.status_code.as_u16(), 200 | 404) {
                    faults.push(format!("{method} {path}: {}", answer.json()));
                }
            }
        }
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}
