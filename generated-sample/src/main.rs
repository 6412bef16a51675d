//! Makes a file link: with `STRIPE_SECRET_KEY` at Stripe, otherwise at a small server of its own.
//!
//! `STRIPE_BASE_URL` names another server, `STRIPE_FILE` the file to link to.

mod server;

use std::{env, error::Error};

use generated_sample::built::{Client, PostFileLinksRequest};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let builder = match (env::var("STRIPE_SECRET_KEY"), env::var("STRIPE_BASE_URL")) {
        (Ok(key), Ok(url)) => Client::builder().bearer_auth(key).base_url(url),
        (Ok(key), Err(_)) => Client::builder().bearer_auth(key),
        (Err(_), _) => {
            println!("STRIPE_SECRET_KEY is not set: a server on 127.0.0.1 answers in Stripe's place.\n");
            Client::builder().bearer_auth("sk_test_sample").base_url(server::start().await?)
        }
    };
    let stripe = builder.build()?;

    let file = env::var("STRIPE_FILE").unwrap_or_else(|_| "file_123".to_owned());
    let request = PostFileLinksRequest::new(file).expires_at(1_735_689_600).metadata([("order", "6735")]);
    println!("request: {request:#?}\n");
    let link = stripe.post_file_links(&request).await?;
    println!("answer: {link:#?}");
    Ok(())
}
