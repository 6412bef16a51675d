//! Calls httpbin through its generated client, and says what httpbin has to have understood.
//!
//! What httpbin's own document leaves out is added by `.ci/httpbin_document.py`.

use std::time::Duration;

use httpbin_client::{support::multipart::File, *};
use serde_json::{Value, json};

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let url = std::env::args().nth(1).ok_or("usage: httpbin URL")?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let client = Client::builder().base_url(&url).timeout(Duration::from_secs(30)).build()?;
        queries(&client).await?;
        paths(&client).await?;
        headers(&client, &url).await?;
        bodies(&client).await?;
        files(&client).await?;
        statuses(&client).await?;
        credentials(&client, &url).await?;
        redirects(&client, &url).await?;
        cookies(&client, &url).await?;
        caches(&client).await?;
        answers(&client).await?;
        compression(&client, &url).await?;
        limits(&client, &url).await
    })?;
    println!("httpbin: everything as expected");
    Ok(())
}

/// Text with everything that has a meaning of its own in a URL, a form or a header.
const AWKWARD: &str = "a b+c&d=e;f?g#h/i%20j\"k'é🦀日[0]{x}|,~";

async fn queries(client: &Client) -> Result<(), Failure> {
    let answer = client.get_get(&GetGetRequest::new()).await?;
    assert_eq!(answer["args"], json!({}), "what is not given is not sent");

    let request = GetGetRequest::new()
        .text(AWKWARD)
        .multi(["one", AWKWARD, ""])
        .csv(["x y", "z"])
        .pipes(["x", "y", "z"])
        .number(0.1)
        .flag(false);
    let args = &client.get_get(&request).await?["args"];
    assert_eq!(args["text"], AWKWARD);
    assert_eq!(args["multi"], json!(["one", AWKWARD, ""]));
    assert_eq!(args["csv"], "x y,z");
    assert_eq!(args["pipes"], "x|y|z");
    assert_eq!((&args["number"], &args["flag"]), (&json!("0.1"), &json!("false")));

    let empty = client.get_get(&GetGetRequest::new().text("").multi(Vec::<String>::new())).await?;
    assert_eq!(empty["args"], json!({"text": ""}), "a list without items is not sent");

    let answer = client.delete_delete(&DeleteDeleteRequest::new("it's over")).await?;
    assert_eq!(answer["args"], json!({"reason": "it's over"}));
    Ok(())
}

async fn paths(client: &Client) -> Result<(), Failure> {
    // httpbin decodes the path, and encodes some of it again when it shows it.
    let echoed = client.get_anything2(&GetAnythingRequest::new("a b/c?d#e%2Fé")).await?;
    assert_eq!(echoed["method"], "GET");
    let url = echoed["url"].as_str().ok_or("no URL")?;
    assert!(url.ends_with("/anything/a%20b/c%3Fd%23e%2Fé"), "{url}");
    assert_eq!(echoed["args"], json!({}), "the question mark begins no query");

    let answer = client.get_base64(&GetBase64Request::new("aMOpbGxvIPCfpoA=")).await?;
    assert_eq!(answer, "héllo 🦀");

    // A segment of dots would lead elsewhere, so it is not sent.
    let error = client.get_anything2(&GetAnythingRequest::new("..")).await.expect_err("a segment of dots");
    assert_eq!(error.status(), None, "{error}");
    Ok(())
}

async fn headers(client: &Client, url: &str) -> Result<(), Failure> {
    let sent = client.get_headers(&GetHeadersRequest::new().x_text("a b;c=\"d\"").x_list(["x", "y"])).await?;
    assert_eq!(sent["headers"]["X-Text"], "a b;c=\"d\"");
    assert_eq!(sent["headers"]["X-List"], "x,y");
    assert_eq!(sent["headers"]["Accept"], "application/json");
    assert_eq!(sent["headers"].get("Content-Type"), None, "nothing is sent, so it has no type");

    let error = client.get_headers(&GetHeadersRequest::new().x_text("a\r\nX-Evil: 1")).await;
    assert_eq!(error.expect_err("a line break in a header").status(), None);

    let named =
        Client::builder().base_url(url).user_agent("bindery/1").header("X-All", "1").query("key", "k&y");
    let named = named.build()?;
    assert_eq!(named.get_user_agent().await?, json!({"user-agent": "bindery/1"}));
    let sent = named.get_get(&GetGetRequest::new().text("x")).header("X-One", "2").await?;
    assert_eq!((&sent["headers"]["X-All"], &sent["headers"]["X-One"]), (&json!("1"), &json!("2")));
    assert_eq!(sent["args"], json!({"text": "x", "key": "k&y"}));
    Ok(())
}

async fn bodies(client: &Client) -> Result<(), Failure> {
    let request = PostPostRequest::new(AWKWARD).multi(["one", "t w+o", ""]).number(-7);
    let answer = client.post_post(&request).await?;
    assert_eq!(answer["headers"]["Content-Type"], "application/x-www-form-urlencoded");
    assert_eq!(answer["form"], json!({"text": AWKWARD, "multi": ["one", "t w+o", ""], "number": "-7"}));

    let note =
        PutPutRequest::new(AWKWARD).done(false).stars(i64::MAX).price(1e-7).tags(["a", ""]).parent_null();
    let answer = client.put_put(&note).await?;
    assert_eq!(answer["headers"]["Content-Type"], "application/json");
    let expected = json!({
        "title": AWKWARD, "done": false, "stars": i64::MAX, "price": 1e-7, "tags": ["a", ""], "parent": null,
    });
    assert_eq!(answer["json"], expected);
    let answer = client.put_put(&PutPutRequest::new("")).await?;
    assert_eq!(answer["data"], r#"{"title":""}"#, "what is not given is not sent");

    let answer = client.patch_patch("two\nlines, é🦀").await?;
    assert_eq!(answer["data"], "two\nlines, é🦀");
    assert!(answer["headers"]["Content-Type"].as_str().is_some_and(|media| media.starts_with("text/plain")));

    let notes = [PatchAnythingRequestItem::new("one"), PatchAnythingRequestItem::new("two").done(true)];
    let answer = client.patch_anything(Some(&notes)).await?;
    assert_eq!(answer["json"], json!([{"title": "one"}, {"title": "two", "done": true}]));
    let answer = client.patch_anything(None).await?;
    assert_eq!((&answer["data"], &answer["headers"].get("Content-Type")), (&json!(""), &None));
    Ok(())
}

async fn files(client: &Client) -> Result<(), Failure> {
    let all: Vec<u8> = (0..=255).collect();
    let upload = File::new("crab \"é🦀\".bin", all.clone()).media_type("application/x-crab");
    let answer = client.post_anything(&PostAnythingRequest::new(AWKWARD, upload)).await?;
    assert_eq!(answer["form"], json!({"text": AWKWARD}));
    assert_eq!(answer["files"], json!({"upload": data_url("application/x-crab", &all)}));

    let text = "--boundary\r\n\r\nwith lines\r\n".repeat(2000);
    let answer =
        client.post_anything(&PostAnythingRequest::new("", File::new("a.txt", text.clone()))).await?;
    assert_eq!(answer["files"], json!({"upload": text}));

    // httpbin gives bytes that are no text as a data URL.
    let answer = client.put_anything(all.clone()).await?;
    assert_eq!(answer["data"], data_url("application/octet-stream", &all));
    Ok(())
}

/// Bytes, as httpbin gives those that are no text.
fn data_url(media_type: &str, bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = format!("data:{media_type};base64,");
    for group in bytes.chunks(3) {
        let bits =
            (0..3).fold(0, |bits, index| bits << 8 | u32::from(group.get(index).copied().unwrap_or(0)));
        for index in 0..4 {
            let letter = char::from(ALPHABET[(bits >> (18 - 6 * index) & 63) as usize]);
            text.push(if index <= group.len() { letter } else { '=' });
        }
    }
    text
}

async fn statuses(client: &Client) -> Result<(), Failure> {
    for status in [400, 401, 403, 404, 418, 429, 500, 503] {
        let code = status.to_string();
        let error = client.get_status(&GetStatusRequest::new(code.as_str())).await.expect_err("an error");
        assert_eq!(error.status(), Some(status), "{error}");
        assert_eq!(error.body_text().contains("teapot"), status == 418, "{error}");
        let error = client.put_status(&PutStatusRequest::new(code.as_str())).await.expect_err("an error");
        assert_eq!(error.status(), Some(status), "{error}");
    }
    assert_eq!(client.get_status(&GetStatusRequest::new("200")).await?, "");
    assert_eq!(client.delete_status(&DeleteStatusRequest::new("204")).await?, "");
    assert_eq!(client.post_status(&PostStatusRequest::new("201")).await?, "");
    let error = client.get_status(&GetStatusRequest::new("304")).await.expect_err("a redirect to nowhere");
    assert_eq!(error.status(), Some(304), "{error}");
    Ok(())
}

async fn credentials(client: &Client, url: &str) -> Result<(), Failure> {
    let request = GetBasicAuthByPasswdRequest::new("ann", "p:ä ss");
    let error = client.get_basic_auth_by_passwd(&request).await.expect_err("nobody said who asks");
    assert_eq!(error.status(), Some(401));
    assert!(
        error.headers().is_some_and(|headers| headers["www-authenticate"] == "Basic realm=\"Fake Realm\"")
    );
    let ann = Client::builder().base_url(url).basic_auth("ann", "p:ä ss").build()?;
    let answer = ann.get_basic_auth_by_passwd(&request).await?;
    assert_eq!((&answer["authenticated"], &answer["user"]), (&json!(true), &json!("ann")));
    let hidden = GetHiddenBasicAuthByPasswdRequest::new("ann", "other");
    let error = ann.get_hidden_basic_auth_by_passwd(&hidden).await.expect_err("another password");
    assert_eq!(error.status(), Some(404));

    assert_eq!(client.get_bearer().await.expect_err("no token").status(), Some(401));
    let bearer = Client::builder().base_url(url).bearer_auth("t0ken").build()?;
    assert_eq!(bearer.get_bearer().await?, json!({"authenticated": true, "token": "t0ken"}));
    let other = bearer.get_bearer().bearer_auth("0ther").await?;
    assert_eq!(other["token"], "0ther", "what a call says goes before what the client says");
    Ok(())
}

async fn redirects(client: &Client, url: &str) -> Result<(), Failure> {
    let get = format!("{url}/get");
    for answer in [
        client.get_redirect(&GetRedirectRequest::new(3)).await?,
        client.get_absolute_redirect(&GetAbsoluteRedirectRequest::new(2)).await?,
        client.get_relative_redirect(&GetRelativeRedirectRequest::new(1)).await?,
    ] {
        assert_eq!(answer["url"], get);
    }
    let target = format!("{url}/anything?from=here");
    let request = GetRedirectToRequest::new(target.as_str()).status_code(307);
    assert_eq!(client.get_redirect_to(&request).await?["args"], json!({"from": "here"}));
    // The document says that POST takes both in a form, and httpbin looks for them in the query. So they are
    // given twice, and the form shows what is sent on: with 307 all of it, with 302 nothing.
    for (status, method, form) in
        [("307", "POST", json!({"url": "there", "status_code": "1"})), ("302", "GET", json!({}))]
    {
        let builder =
            Client::builder().base_url(url).query("url", target.as_str()).query("status_code", status);
        let request = PostRedirectToRequest::new("there").status_code(1);
        let answer = builder.build()?.post_redirect_to(&request).await?;
        assert_eq!((answer["method"].as_str(), &answer["form"]), (Some(method), &form));
    }

    let error = client.get_redirect(&GetRedirectRequest::new(30)).await.expect_err("too many redirects");
    assert_eq!(error.status(), None, "{error}");
    let carrier = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build()?;
    let still = Client::builder().base_url(url).http_client(carrier).build()?;
    let error = still.get_redirect(&GetRedirectRequest::new(1)).await.expect_err("a redirect is no answer");
    assert_eq!(error.status(), Some(302));
    assert!(error.headers().is_some_and(|headers| headers["location"] == "/get"), "{error}");
    Ok(())
}

async fn cookies(client: &Client, url: &str) -> Result<(), Failure> {
    let sent = client.get_cookies().header("Cookie", "a=1; b=\"2\"").await?;
    assert_eq!(sent, json!({"cookies": {"a": "1", "b": "2"}}));
    let set = GetCookiesSetByValueRequest::new("flavour", "oat");
    let carrier = reqwest::Client::builder().cookie_store(true).build()?;
    let keeps = Client::builder().base_url(url).http_client(carrier).build()?;
    keeps.get_cookies_set_by_value(&set).await?;
    assert_eq!(keeps.get_cookies().await?, json!({"cookies": {"flavour": "oat"}}));
    assert_eq!(client.get_cookies().await?, json!({"cookies": {}}), "another client has other cookies");
    Ok(())
}

async fn caches(client: &Client) -> Result<(), Failure> {
    let plain = client.get_etag(&GetEtagRequest::new("v1")).await?;
    assert!(plain["url"].as_str().is_some_and(|url| url.ends_with("/etag/v1")));
    let error = client.get_etag(&GetEtagRequest::new("v1").if_none_match("\"v1\"")).await;
    assert_eq!(error.expect_err("nothing new").status(), Some(304));
    let error = client.get_etag(&GetEtagRequest::new("v1").if_match("\"v2\"")).await;
    assert_eq!(error.expect_err("another version").status(), Some(412));
    let request = GetCacheRequest::new().if_modified_since("Wed, 21 Oct 2015 07:28:00 GMT");
    assert_eq!(client.get_cache(&request).await.expect_err("nothing new").status(), Some(304));
    assert!(client.get_cache2(&GetCacheParams::new(60)).await?["headers"].is_object());
    Ok(())
}

async fn answers(client: &Client) -> Result<(), Failure> {
    assert_eq!(
        client.get_json().await?["slideshow"]["slides"][1]["items"][1],
        "Who <em>buys</em> WonderWidgets"
    );
    assert!(client.get_html().await?.contains("<h1>Herman Melville - Moby-Dick</h1>"));
    assert!(client.get_xml().await?.starts_with("<?xml version='1.0' encoding='us-ascii'?>"));
    assert!(client.get_encoding_utf8().await?.contains("⠁⠧⠑ ⠼⠁⠒  ⡍⠜⠇⠑⠹⠰⠎ ⡣⠕⠌"));
    assert!(client.get_robots_txt().await?.contains("Disallow: /deny"));
    assert!(client.get_image_png().await?.starts_with(b"\x89PNG\r\n"));

    assert_eq!(client.get_byte(&GetByteRequest::new(1000)).await?.len(), 1000);
    assert_eq!(client.get_byte(&GetByteRequest::new(0)).await?.len(), 0);
    assert_eq!(client.get_stream_byte(&GetStreamByteRequest::new(65_537)).await?.len(), 65_537, "in chunks");
    let range = client.get_range(&GetRangeRequest::new(30)).header("Range", "bytes=24-27").await?;
    assert_eq!(&range[..], b"yzab", "206 is a success");
    let request = GetDripRequest::new().numbytes(5).duration(0.2).delay(0.0).code(200);
    assert_eq!(&client.get_drip(&request).await?[..], b"*****");

    // Lines of JSON are no JSON, and the text is not lost.
    let error = client.get_stream(&GetStreamRequest::new(3)).await.expect_err("three values are no value");
    assert_eq!((error.status(), error.body_text().lines().count()), (Some(200), 3));
    assert!(error.body_text().lines().all(|line| serde_json::from_str::<Value>(line).is_ok()));
    Ok(())
}

async fn compression(client: &Client, url: &str) -> Result<(), Failure> {
    assert_eq!(client.get_gzip().await?["gzipped"], true);
    assert_eq!(client.get_deflate().await?["deflated"], true);
    assert_eq!(client.get_brotli().await?["brotli"], true);
    let carrier = reqwest::Client::builder().no_gzip().build()?;
    let plain = Client::builder().base_url(url).http_client(carrier).build()?;
    let error = plain.get_gzip().await.expect_err("nobody unpacks it");
    assert_eq!(error.status(), Some(200));
    assert!(error.body().is_some_and(|body| body.starts_with(b"\x1f\x8b")), "the bytes are as they came");
    Ok(())
}

async fn limits(client: &Client, url: &str) -> Result<(), Failure> {
    let slow = GetDelayRequest::new(5);
    let error = client.get_delay(&slow).timeout(Duration::from_millis(300)).await.expect_err("too slow");
    assert_eq!(error.status(), None);
    assert!(error.to_string().contains("timed out"), "{error}");
    assert!(client.get_delay(&GetDelayRequest::new(0)).await?["url"].is_string());
    // The limit holds for the whole answer, not only until it begins.
    let drip = GetDripRequest::new().numbytes(10).duration(5.0).delay(0.0);
    let error = client.get_drip(&drip).timeout(Duration::from_millis(500)).await.expect_err("too slow");
    assert!(error.to_string().contains("timed out"), "{error}");

    let small = Client::builder().base_url(url).max_response_bytes(1000).build()?;
    assert_eq!(small.get_byte(&GetByteRequest::new(1000)).await?.len(), 1000);
    let error = small.get_stream_byte(&GetStreamByteRequest::new(1001)).await.expect_err("too long");
    assert!(error.to_string().contains("longer than 1000 bytes"), "{error}");
    Ok(())
}
